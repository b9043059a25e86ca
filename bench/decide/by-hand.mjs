// The sample written by hand over whole fen, as exact as the engine and giving the same: whether each benefit
// is granted (0 no, 1 yes, 2 undecided), failed and unknown conditions as bits, and amounts in hundredths.
// What is not known is NaN (numbers), 2 (yes/no) or -1 (names).

const half = (n, d) => Math.floor((2 * n + d) / (2 * d))

/** `at` is one applicant or the columns' row, read by `get`; results are put by `put`. */
const code = (get, put) => `
  const registered = ${get('registered')}, industry = ${get('industry')}, months = ${get('months_operated')};
  let failed = (registered === 0 ? 1 : 0) | (industry === 0 || industry === 1 || industry === 2 ? 2 : 0) | (months < 12 ? 4 : 0);
  let unknown = (registered === 2 ? 1 : 0) | (industry === -1 ? 2 : 0) | (months !== months ? 4 : 0);
  let eligible = failed !== 0 ? 0 : unknown !== 0 ? 2 : 1;
  ${put('eligible', 0, 'eligible')} ${put('failed', 0, 'failed')} ${put('unknown', 0, 'unknown')}
  if (eligible === 1) {
    const hardship = ${get('hardship')}, market = ${get('market')}, rent = ${get('rent')};
    if (hardship === 2) { ${put('amount', 0, 'NaN')} }
    else {
      const reduced = hardship === 1 ? half(rent * 15, 100) : half(rent, 10);
      const cap = hardship === 1 ? 300000 : market === 2 ? NaN : market === 1 ? 300000 : 200000;
      ${put('amount', 0, 'cap !== cap ? NaN : reduced >= cap ? cap : reduced')}
    }
  } else { ${put('amount', 0, 'eligible === 2 ? NaN : 0')} }

  const drawing = ${get('drawing_benefit')}, entitlement = ${get('entitlement')};
  const grant = half(entitlement, 5);
  ${put('amount', 1, 'drawing === 2 ? NaN : drawing === 1 ? (grant <= 50000 ? 50000 : grant) : 50000')}

  const male = ${get('male')}, age = ${get('age')}, wage = ${get('wage')}, paid = ${get('contributions_paid')}, received = ${get('months_received')};
  const old = male === 1 ? (age !== age ? 2 : age >= 50 ? 1 : 0) : male === 0 ? (age !== age ? 2 : age >= 40 ? 1 : 0) : age >= 50 ? 2 : age >= 40 ? 2 : age !== age ? 2 : 0;
  failed = (old === 0 ? 1 : 0) | (wage < 220000 ? 2 : 0) | (paid === 0 ? 4 : 0) | (received >= 36 ? 8 : 0);
  unknown = (old === 2 ? 1 : 0) | (wage !== wage ? 2 : 0) | (paid === 2 ? 4 : 0) | (received !== received ? 8 : 0);
  eligible = failed !== 0 ? 0 : unknown !== 0 ? 2 : 1;
  ${put('eligible', 2, 'eligible')} ${put('failed', 2, 'failed')} ${put('unknown', 2, 'unknown')}
  ${put('amount', 2, 'eligible === 2 ? NaN : eligible === 1 ? 75035 : 0')}

  const level = ${get('skill_level')};
  ${put('amount', 3, 'level === 0 ? 30000 : level === 1 ? 50000 : level === 2 ? 70000 : level === 3 ? 100000 : level === 4 ? 120000 : NaN')}

  const hires = ${get('new_hires')}, isNew = ${get('new_employer')};
  eligible = hires !== hires ? 2 : hires >= 20 ? 1 : 0;
  ${put('eligible', 4, 'eligible')} ${put('failed', 4, 'eligible === 0 ? 1 : 0')} ${put('unknown', 4, 'eligible === 2 ? 1 : 0')}
  ${put('amount', 4, 'eligible === 0 ? 0 : eligible === 2 || isNew === 2 ? NaN : hires * (isNew === 1 ? 20000 : 50000)')}

  const byPartners = ${get('partners')} * 3000000;
  const limit = byPartners >= 10000000 ? 10000000 : byPartners;
  const principal = ${get('principal')}, full = ${get('full_subsidy')};
  const lent = limit !== limit ? NaN : principal >= limit ? limit : principal;
  ${put('amount', 5, `full === 2 ? NaN : half(lent * 67 * ${get('loan_months')}, full === 1 ? 24000 : 48000)`)}

  const i = ${get('income')};
  ${put(
    'amount',
    6,
    `i <= 3600000 ? half(i * 3, 100) : i <= 14400000 ? half(i * 10, 100) - 252000 : i <= 30000000 ? half(i * 20, 100) - 1692000
    : i <= 42000000 ? half(i * 25, 100) - 3192000 : i <= 66000000 ? half(i * 30, 100) - 5292000 : i <= 96000000 ? half(i * 35, 100) - 8592000
    : half(i * 45, 100) - 18192000`,
  )}

  const first = half(${get('done_1')} * 10000, ${get('target_1')}), second = half(${get('done_2')} * 10000, ${get('target_2')});
  ${put('amount', 7, 'half((first >= 10000 ? 10000 : first) * 50 + (second >= 10000 ? 10000 : second) * 30, 100) + 2000')}
`

const row = code(
  (name) => `a.${name}`,
  (name, clause, value) => `out.${name}[${clause}] = ${value};`,
)
const column = code(
  (name) => `c.${name}[row]`,
  (name, clause, value) => `out[${clause}].${name}[row] = ${value};`,
)

/** One applicant. What is the same for all (granted without conditions) stands in `out` before. */
export const decideRow = new Function('half', `return function byHand(a, out) {${row}}`)(half)

/** The same over columns. */
export const decideColumns = new Function(
  'half',
  `return function byHand(c, from, to, out) { for (let row = from; row < to; row++) {${column}} }`,
)(half)
