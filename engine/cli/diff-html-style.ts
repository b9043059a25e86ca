/** The look of the page to sign: one column of A4, black on white, as quiet as a form. */
export const style = `
@page { size: A4; margin: 18mm 17mm 20mm }
:root { --ink: #16181d; --soft: #5a6068; --rule: #cfcabf; --paper: #fff; --wash: #f5f3ee; --blue: #1d4b8f; --sky: #a9c1e4; --sand: #cbc4b4; --green: #1d6b3f; --red: #9c2f22 }
* { box-sizing: border-box }
html { background: #e9e6df; color: var(--ink) }
body { margin: 0; font: 13.5px/1.6 "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif }
main { max-width: 210mm; margin: 24px auto; padding: 18mm 17mm; background: var(--paper); box-shadow: 0 1px 6px #0002 }
h1 { font: 600 25px/1.3 "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Songti SC", SimSun, serif; text-align: center; letter-spacing: .06em; margin: 0 0 6px }
html[lang=en] h1 { letter-spacing: 0 }
h2 { font-size: 16px; line-height: 1.4; margin: 0 0 8px; padding-top: 14px; border-top: 2px solid var(--ink); break-after: avoid }
h3 { font-size: 12.5px; margin: 0 0 4px; color: var(--soft); font-weight: 600 }
p { margin: 0 0 8px }
code { font: 11.5px/1.5 ui-monospace, "Noto Sans Mono CJK SC", Consolas, monospace; font-weight: 400; color: var(--soft) }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { text-align: left; vertical-align: top; padding: 4px 8px 4px 0; border-bottom: 1px solid var(--rule); font-weight: 400 }
thead th { color: var(--soft); font-size: 12px; border-bottom-color: var(--ink) }
tr { break-inside: avoid }
header { margin-bottom: 18px }
.lead { text-align: center; color: var(--soft); margin-bottom: 14px }
.versions th, .versions td { padding-right: 16px }
.versions th[scope=row] { font-weight: 600; white-space: nowrap }
.versions td:nth-child(2) { white-space: nowrap }
.proven { margin-top: 10px; color: var(--green) }
.made { color: var(--soft); text-align: right }
section { margin-top: 20px }
.number { display: inline-block; min-width: 1.4em; color: var(--blue) }
.changes { margin: 0 0 10px; padding: 0; list-style: none }
.changes li { padding: 6px 0 6px 12px; border-left: 3px solid var(--blue); background: var(--wash); margin-bottom: 4px; break-inside: avoid }
.touch { float: right; margin: 0 10px 0 8px; color: var(--blue); font-weight: 600; font-size: 12px }
.touch.words, .touch.none { color: var(--soft) }
.changes em { color: var(--soft); font-style: normal }
.note { color: var(--soft) }
.witness { display: grid; grid-template-columns: 5fr 7fr; gap: 22px; margin: 12px 0 10px; break-inside: avoid }
.facts th { color: var(--soft); padding-right: 10px }
.facts .moved th, .facts .moved td { color: var(--blue); font-weight: 600 }
.steps td, .steps thead th:not(:first-child) { text-align: right; white-space: nowrap; padding-right: 0; padding-left: 10px }
.steps .other th, .steps .other td:last-child { color: var(--blue) }
.steps del { color: var(--soft) }
.steps ins { text-decoration: none; font-weight: 600 }
.steps .result th { font-weight: 600; border-bottom: 0 }
.steps .result td { white-space: normal; font-weight: 600; border-bottom: 0 }
.told th { width: 7.5em; color: var(--soft); white-space: nowrap }
html[lang=en] .told th { width: 10.5em }
.told .unchanged th, .told .witness th { color: var(--green) }
.told .open td, .told .open th { color: var(--red) }
figure { margin: 12px 0 8px; break-inside: avoid }
figcaption { color: var(--soft); font-size: 12px; margin-bottom: 5px }
.strip { display: flex; gap: 2px }
.strip div { flex: 1; display: grid; gap: 2px; font-size: 12px; text-align: center }
.strip i { height: 9px; background: var(--sand) }
.strip .growing i { background: linear-gradient(90deg, var(--sky), var(--blue)) }
.strip .flat i { background: var(--blue) }
.strip .same span { color: var(--soft) }
.strip .growing span, .strip .flat span { color: var(--blue); font-weight: 600 }
.strip small { text-align: left; color: var(--soft); font-size: 11px }
.tick { margin-top: 10px; color: var(--soft); display: flex; align-items: end; gap: 8px }
.box { width: 12px; height: 12px; border: 1px solid var(--ink); align-self: center }
.line { flex: 1; border-bottom: 1px solid var(--ink); height: 1.4em }
.cases .count { text-align: right; padding-right: 16px; width: 4em }
.cases .open th, .cases .open td { color: var(--red) }
footer { margin-top: 26px; break-inside: avoid }
.sign { display: flex; align-items: end; gap: 10px; margin: 14px 0 }
.sign b { min-width: 4em }
html[lang=en] .sign b { min-width: 7em }
.short { flex: 0 0 32% }
.hash { color: var(--soft); font: 11.5px ui-monospace, Consolas, monospace; margin-top: 18px }
@media (max-width: 720px) { main { padding: 20px 16px; margin: 0 } .witness { grid-template-columns: 1fr } }
@media print { html { background: none } main { margin: 0; padding: 0; max-width: none; box-shadow: none } body { font-size: 10.5pt } * { print-color-adjust: exact; -webkit-print-color-adjust: exact } }
`
