/** The languages every text for people exists in. A missing one fails to compile. */
export const languages = ['zh', 'en'] as const

export type Language = (typeof languages)[number]

/** A text in every language. */
export type Words = Readonly<Record<Language, string>>

/** The same text in every language: names, numbers, codes. */
export const sameWords = (text: string): Words => ({ zh: text, en: text })

/** Fills `{name}` places of a text; a place without a filling stays as it is. */
export function fillWords(template: Words, fillings: Readonly<Record<string, Words | string>>): Words {
  const fill = (language: Language) =>
    template[language].replaceAll(/\{(\w+)\}/g, (place, name: string) => {
      const filling = Object.hasOwn(fillings, name) ? fillings[name] : undefined
      if (filling === undefined) return place
      return typeof filling === 'string' ? filling : filling[language]
    })
  return { zh: fill('zh'), en: fill('en') }
}

/** Chinese sets a space beside figures and Latin letters, none between its own characters. */
export const tightened = (text: string): string =>
  text.replaceAll(/(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef“《])/g, '')
