// Applicants from a seeded generator; about a fifth of the values lie on or next to a threshold.

export function applicants(count, seed = 20260401) {
  let state = seed >>> 0
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
  const whole = (least, most) => least + Math.floor(random() * (most - least + 1))
  const yes = (share) => (random() < share ? 1 : 0)
  /** In fen; a fifth of them at an edge. */
  const near = (edges, most) =>
    random() < 0.2 ? edges[whole(0, edges.length - 1)] + whole(-1, 1) : whole(0, most)
  const rows = []
  for (let index = 0; index < count; index++) {
    rows.push({
      registered: yes(0.9),
      industry: whole(0, 19),
      months_operated: near([12], 60),
      hardship: yes(0.3),
      market: yes(0.5),
      rent: near([2_000_000, 3_000_000], 6_000_000),
      drawing_benefit: yes(0.5),
      entitlement: near([250_000], 1_200_000),
      male: yes(0.5),
      age: near([40, 50], 70),
      wage: near([220_000], 800_000),
      contributions_paid: yes(0.8),
      months_received: near([36], 60),
      skill_level: whole(0, 4),
      new_hires: near([20], 60),
      new_employer: yes(0.5),
      principal: near([3_000_000, 6_000_000, 10_000_000], 20_000_000),
      partners: whole(0, 6),
      loan_months: near([12, 24], 36),
      full_subsidy: yes(0.5),
      income: near([3_600_000, 14_400_000, 30_000_000, 42_000_000, 66_000_000, 96_000_000], 120_000_000),
      done_1: whole(0, 120),
      target_1: whole(1, 100),
      done_2: whole(0, 60),
      target_2: whole(1, 50),
    })
    for (const name of Object.keys(rows[index])) if (rows[index][name] < 0) rows[index][name] = 0
    if (rows[index].target_1 < 1) rows[index].target_1 = 1
    if (rows[index].target_2 < 1) rows[index].target_2 = 1
  }
  return rows
}
