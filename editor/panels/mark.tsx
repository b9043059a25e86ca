import type { ReactNode } from 'react'

const outline = { fill: 'none', stroke: 'currentColor' } as const

/** A shape for each state, so that none rests on colour alone. */
const shapes = {
  passing: <path {...outline} strokeWidth="1.8" d="M2.5 7.5 5.6 10.6 11.5 3.8" />,
  explained: <path {...outline} strokeWidth="1.6" strokeLinejoin="round" d="M7 2 12.6 12H1.4Z" />,
  unexplained: (
    <path
      fill="currentColor"
      fillRule="evenodd"
      d="M1 1h12v12H1ZM4.6 3.5 3.5 4.6 5.9 7 3.5 9.4 4.6 10.5 7 8.1 9.4 10.5 10.5 9.4 8.1 7 10.5 4.6 9.4 3.5 7 5.9Z"
    />
  ),
  warning: (
    <g {...outline}>
      <path strokeWidth="1.4" d="M7 .9 13.1 7 7 13.1 .9 7Z" />
      <path strokeWidth="1.6" d="M7 3.9V7.6M7 9v1.2" />
    </g>
  ),
  unknown: (
    <g {...outline}>
      <circle strokeWidth="1.4" cx="7" cy="7" r="5.8" strokeDasharray="2.4 1.6" />
      <path strokeWidth="1.3" d="M5.2 5.6c0-2.4 3.7-2.3 3.7-.2C8.9 6.8 7 6.8 7 8.3M7 9.3v1.3" />
    </g>
  ),
  person: (
    <path {...outline} strokeWidth="1.5" strokeLinejoin="round" d="M3.2 13V1.6h7.6L8.6 4.4l2.2 2.8H3.2" />
  ),
  equal: <path {...outline} strokeWidth="1.6" d="M3 5.2h8M3 8.8h8" />,
  search: (
    <g {...outline} strokeWidth="1.5">
      <circle cx="6" cy="6" r="4.2" />
      <path d="m9.2 9.2 3.4 3.4" />
    </g>
  ),
  clock: (
    <g {...outline} strokeWidth="1.5">
      <circle cx="7" cy="7" r="5.6" />
      <path d="M7 3.6V7l2.2 1.6" />
    </g>
  ),
  none: <path {...outline} strokeWidth="1.6" d="M3 7h8" />,
  theme: (
    <>
      <circle {...outline} strokeWidth="1.4" cx="7" cy="7" r="5.6" />
      <path fill="currentColor" d="M7 1.4a5.6 5.6 0 0 1 0 11.2Z" />
    </>
  ),
  menu: <path {...outline} strokeWidth="1.4" d="M1.5 3.5h11M1.5 7h11M1.5 10.5h11" />,
  right: <path {...outline} strokeWidth="1.5" d="m5 3.5 3.5 3.5L5 10.5" />,
  down: <path {...outline} strokeWidth="1.5" d="m3.5 5 3.5 3.5L10.5 5" />,
  up: <path {...outline} strokeWidth="1.5" d="m3.5 9 3.5-3.5L10.5 9" />,
} as const satisfies Record<string, ReactNode>

export type MarkShape = keyof typeof shapes

/** A mark beside a word. With `label` it stands alone and is read out. */
export function Mark({
  shape,
  label,
  className = '',
}: {
  shape: MarkShape
  label?: string
  className?: string
}) {
  const drawing = { className: `mark ${className}`, viewBox: '0 0 14 14' }
  return label === undefined ? (
    <svg {...drawing} aria-hidden="true">
      {shapes[shape]}
    </svg>
  ) : (
    <svg {...drawing} role="img" aria-label={label}>
      {shapes[shape]}
    </svg>
  )
}
