/** A file of a new policy: its path inside the folder, and its text. */
export interface NewFile {
  readonly path: string
  readonly text: string
}

/**
 * The files of a new policy: a small one that checks and decides, to be replaced line by line. The text is
 * made up, and says so.
 */
export const newPolicyFiles = (name: string): readonly NewFile[] => [
  { path: `source/${name}.txt`, text: source },
  { path: 'policy.yaml', text: policy(name) },
  { path: 'facts.yaml', text: facts },
  { path: 'provisions/first.yaml', text: provision(name) },
  { path: 'cases/first.yaml', text: cases },
]

const source = `示例办法(换成政策原文,一字不改)

第一条 登记失业人员开办小店满6个月的,每年给予年水电费20%的补贴,最高不超过600元。
`

const policy = (name: string) => `language: 1
policy: ${name}
title: { zh: 示例办法, en: Example measures }
version: 0.1.0
# 金额四舍五入到分 / amounts are rounded half up to the fen
rounding:
  CNY: { to: 0.01, mode: half-up }
# 原文怎样编号，起草修改决定时用 / how the text is numbered, for drafting amendments
levels:
  - { form: 第一条, zh: 条, en: article }
documents:
  ${name}: { title: { zh: 示例办法, en: Example measures } }
`

const facts = `# 判定时要问申请人什么 / what has to be asked of an applicant
facts:
  as_of: { title: { zh: 判定日, en: Date of decision }, type: date }
  registered_unemployed:
    title: { zh: 属于登记失业人员, en: Is registered as unemployed }
    type: boolean
    absent: false
  months_open:
    title: { zh: 小店已开办, en: Months open }
    type: duration
    unit: months
    min: 0
  annual_utilities:
    title: { zh: 年水电费, en: Yearly water and electricity bill }
    type: money
    unit: CNY
    per: year
    min: 0
`

const provision = (name: string) => `provision: first
title: { zh: 水电费补贴, en: Water and electricity subsidy }
clauses:
  small-shop:
    title: { zh: 小店水电费补贴, en: Water and electricity of a small shop }
    source:
      document: ${name}
      section: 第一条
      quote: '登记失业人员开办小店满6个月的,每年给予年水电费20%的补贴,最高不超过600元。'
    parameters:
      min_months:
        title: { zh: 最短开办期, en: Months at least }
        type: duration
        unit: months
        values:
          undated: 6
        quote: '满6个月'
      rate:
        title: { zh: 补贴比例, en: Rate }
        type: rate
        values:
          undated: 20%
        quote: '年水电费20%'
      cap:
        title: { zh: 年最高限额, en: Yearly cap }
        type: money
        unit: CNY
        per: year
        values:
          undated: 600
        quote: '最高不超过600元'
    eligibility:
      registered: { fact: registered_unemployed, operator: equal, value: true, quote: '登记失业人员' }
      open-6-months: { fact: months_open, operator: greaterThanInclusive, value: { parameter: min_months }, quote: '开办小店满6个月' }
    # 年水电费按比例补贴，不超过年最高限额
    amount:
      - rate: { of: annual_utilities, at: rate }
      - cap: cap
    unit: CNY
    pays: cash
`

const cases = `# 先用笔算，再写下来 / reckon by hand, then write it down
cases:
- id: first.small-shop/01-below-cap
  title: { zh: 略低于限额, en: Just below the cap }
  clause: first.small-shop
  kind: boundary
  facts: { registered_unemployed: true, months_open: 6, annual_utilities: 2995 }
  expected: { eligible: true, amount: 599.00, unit: CNY }
  derivation:
    zh: '2995 × 20% = 599；6个月即为满6个月'
    en: '2995 × 20% = 599; 6 months is 满6个月'
- id: first.small-shop/02-above-cap
  title: { zh: 略高于限额, en: Just above the cap }
  clause: first.small-shop
  kind: boundary
  facts: { registered_unemployed: true, months_open: 20, annual_utilities: 3005 }
  expected: { eligible: true, amount: 600.00, unit: CNY }
  derivation:
    zh: '3005 × 20% = 601，按限额600'
    en: '601 capped at 600'
- id: first.small-shop/03-five-months
  title: { zh: 只开了五个月, en: Five months only }
  clause: first.small-shop
  kind: boundary
  facts: { registered_unemployed: true, months_open: 5, annual_utilities: 3005 }
  expected: { eligible: false, amount: 0.00, unit: CNY, failed: [open-6-months] }
  derivation:
    zh: '不满6个月'
    en: 'less than 6 months'
`
