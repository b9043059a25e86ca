import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from './browser.ts'
import { type Bench, fieldOf, openYaml, startBench, typeOver } from './workbench.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: Browser | null = null
let bench: Bench | null = null
beforeAll(async () => {
  browser = await launchBrowser()
  bench = browser && (await startBench(browser))
})
afterAll(async () => {
  await bench?.stop()
  await browser?.close()
})

/** Every violation with the elements that have it; an empty list is clean. */
const violations = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    // Every rule; of what passes only the number.
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })

/**
 * Every language with every theme, and every width: contrast hangs on the theme, names on the language, order on
 * the width. `CLAUSEBOOK_LOOKS=all` takes each with each.
 */
const looks =
  process.env.CLAUSEBOOK_LOOKS === 'all'
    ? (['zh', 'en'] as const).flatMap((language) =>
        (['light', 'dark'] as const).flatMap((theme) =>
          [1440, 1024, 420].map((width) => ({ language, theme, width })),
        ),
      )
    : ([
        { language: 'zh', theme: 'light', width: 1440 },
        { language: 'en', theme: 'dark', width: 1440 },
        { language: 'en', theme: 'light', width: 1024 },
        { language: 'zh', theme: 'dark', width: 420 },
      ] as const)

/** Some twenty views each, all of them looked at whole. */
const longest = 180_000

describe('accessibility', () => {
  // Side by side: each look has a profile of its own, and nothing is saved.
  test.concurrent.for(looks)(
    '$language, $theme, $width px: every view is clean',
    { timeout: longest },
    async (look, { skip }) => {
      if (!bench) return skip('no browser here')
      const page = await bench.open(look)
      // Once for all views: they are one document.
      await page.evaluate(axe)
      const go = (hash: string) => page.evaluate((next) => location.assign(next), hash)
      await page.locator('.crumbs button').click()
      await page.locator('.repeal').waitFor()
      const found: Record<string, readonly string[]> = { clause: await violations(page) }
      await page.keyboard.press('Escape')
      for (const [index, menu] of ['day', 'readings'].entries()) {
        await page.locator('button.asked').nth(index).click()
        await page.locator('.asked-menu:popover-open').locator('.choice, .question').first().waitFor()
        found[menu] = await violations(page)
        await page.keyboard.press('Escape')
      }
      const rows = page.getByRole('treegrid').getByRole('row')
      await rows.first().focus()
      await page.keyboard.press('ArrowRight')
      await rows.last().focus()
      await page.keyboard.press('Enter')
      await page.locator('.condition-form').waitFor()
      found.condition = await violations(page)
      await page.keyboard.press('Escape')
      await page.locator('.add-condition').click()
      await page.locator('.new-condition').waitFor()
      await page.locator('.fact-option').first().waitFor()
      found.facts = await violations(page)
      await page.locator('.fact-option').first().click()
      await page.locator('.code-input').waitFor()
      found.newCondition = await violations(page)
      await page.keyboard.press('Escape')
      await page.locator('.new-condition').waitFor({ state: 'detached' })
      await typeOver(fieldOf(page, look.language === 'zh' ? '年最高限额' : 'Yearly cap'), '3500')
      await page.locator('.open-case').waitFor()
      await page
        .getByRole('button', { name: /：加一个自某日起的新值|: add a value from a date/ })
        .first()
        .click()
      found.edited = await violations(page)
      await page.locator('.open-case .tools .button').nth(0).click()
      await page.locator('.open-case .tools .button').nth(1).click()
      await page.locator('.would-change').waitFor()
      await page.locator('.cases-head .button').click()
      await page.locator('.proposed').waitFor()
      found.cases = await violations(page)
      await page.keyboard.press('Escape')
      await openYaml(page)
      found.yaml = await violations(page)
      await page.getByRole('tab').nth(2).click()
      found.problems = await violations(page)
      await page.locator('h1').click()
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
      found.keys = await violations(page)
      await page.keyboard.press('Escape')
      await go('#/source/employment-promotion?clause=venue-rent.government-market')
      await page.locator('.law-page .quoted[data-differs="true"]').first().waitFor()
      found.source = await violations(page)
      await go('#/source/employment-promotion?add=venue-rent')
      await page.locator('.new-clause input[type=radio]').nth(1).check()
      found.newClause = await violations(page)
      // Every kind of row stands in the small policy, and the outside figures in the list of what is to be done.
      await go('#/yearly/recruit-assessment?from=2010-01-01')
      await page.locator('.yearly-table [data-column]').first().waitFor()
      await page.locator('.yearly-parts > button').first().click()
      await page.locator('.yearly-parts-form').waitFor()
      await page.locator('.yearly-table [data-column]').first().focus()
      found.yearly = await violations(page)
      await go('#/yearly/employment-promotion?from=2010-01-01&filter=todo')
      await page.locator('.yearly-table [data-state="todo"]').first().waitFor()
      await page.locator('.yearly-table input[data-state="todo"]').first().fill('no number')
      found['yearly, to do'] = await violations(page)
      await go('#/yearly/recruit-assessment?from=2010-01-01&filter=todo')
      await page.locator('.yearly-empty').waitFor()
      found['yearly, nothing to do'] = await violations(page)
      await go('#/clauses/recon.other-work-points')
      await page.locator('.check-list').waitFor()
      await page.locator('button.group-head').click()
      await page.locator('.case-row').first().click()
      await page.locator('.open-case').waitFor()
      found.check = await violations(page)
      await go('#/clauses/venue-rent.other-venue?case=multi/02-rent-tiers-do-not-stack')
      await page.locator('.open-case .parts').waitFor()
      await page.locator('.open-case .tools .button').nth(3).click()
      await page.locator('.case-part').first().waitFor()
      found['case over several clauses'] = await violations(page)
      await page.keyboard.press('Escape')
      await page.keyboard.press('ControlOrMeta+s')
      await page.locator('.save-page').waitFor()
      found.save = await violations(page)
      await go('#/clauses')
      await page.locator('.overview').waitFor()
      found.overview = await violations(page)
      await page.keyboard.press('ControlOrMeta+k')
      await page.locator('.find-dialog input').fill('3000')
      await page.locator('.find-option').first().waitFor()
      found.find = await violations(page)
      await page.context().close()
      expect(Object.entries(found).flatMap(([view, list]) => list.map((one) => `${view}: ${one}`))).toEqual(
        [],
      )
    },
  )
  test.concurrent.for(looks)(
    '$language, $theme, $width px: a trial and a chart are clean',
    { timeout: longest },
    async (look, { skip }) => {
      if (!bench) return skip('no browser here')
      const page = await bench.open(look)
      await page.evaluate(axe)
      const go = (hash: string) => page.evaluate((next) => location.assign(next), hash)
      const found: Record<string, readonly string[]> = {}
      await page.getByRole('tab').nth(1).click()
      await typeOver(fieldOf(page, look.language === 'zh' ? '年最高限额' : 'Yearly cap'), '3500')
      await page.locator('.chart-table tr[data-moved="true"]').first().waitFor()
      found.chart = await violations(page)
      await go('#/review')
      await page.locator('.review-detail .compare').waitFor()
      found.review = await violations(page)
      await page.locator('.review-foot .button.first').click()
      await page.locator('.review-foot .button[aria-expanded]').click()
      await page.locator('.sign-form').waitFor()
      found.sign = await violations(page)
      await go('#/try')
      await page.locator('.policies-to-try').waitFor()
      found.chooseTry = await violations(page)
      await go('#/try/employment-promotion')
      await page.locator('.next-question .segments button').first().click()
      await page.locator('.sheet-facts').waitFor()
      await page.locator('.trial-group > summary').nth(1).click()
      await page.locator('.sheet-folded > summary').first().click()
      await page.locator('.sheet-line .line-title').first().click()
      await page.locator('.line-detail blockquote').first().waitFor()
      found.try = await violations(page)
      await go('#/try/employment-promotion?about=zero-employment-household')
      await page.locator('.entry-foot button').first().click()
      await page.locator('.entry').first().waitFor()
      found.tryLists = await violations(page)
      await page.context().close()
      expect(Object.entries(found).flatMap(([view, list]) => list.map((one) => `${view}: ${one}`))).toEqual(
        [],
      )
    },
  )
})
