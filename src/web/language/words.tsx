/**
 * The words of the page: the catalogue in the reader's language, kept from one visit to the next.
 *
 * Figures arrive from the server in words already; only counts of facts and of rows are put here.
 */
import type { ReactNode } from 'react'
import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { Language } from '../../base/wording/format.ts'
import { formatNumber } from '../../base/wording/format.ts'
import type { Speaker } from '../../base/wording/say.ts'
import { speakerOf } from '../../base/wording/say.ts'
import { keep, recall } from './kept.ts'

/** Written into the bundle when it is built. */
declare const PAGE_TEXTS: Readonly<Record<string, Readonly<Record<Language, string>>>>

const SENTENCES = new Map(Object.entries(PAGE_TEXTS))
const KEPT_AS = 'vigie-language'

interface Words extends Speaker {
  choose(language: Language): void
  /** `20 769`. */
  count(number: number): string
  /** A moment of the reader's own day: when a file was sent. */
  moment(iso: string): string
}

const WordsContext = createContext<Words | undefined>(undefined)

export function useWords(): Words {
  const words = useContext(WordsContext)
  if (words === undefined) throw new Error('words are said inside their provider')
  return words
}

/** The language kept from the last visit, else the browser's, else French. */
function firstLanguage(): Language {
  const kept = recall(KEPT_AS)
  if (kept === 'fr' || kept === 'en') return kept
  return navigator.language.toLowerCase().startsWith('en') ? 'en' : 'fr'
}

const formatMoment = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(new Date(iso))

export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage)
  const choose = useCallback((chosen: Language) => {
    keep(KEPT_AS, chosen)
    setLanguage(chosen)
  }, [])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const words = useMemo(
    (): Words => ({
      ...speakerOf(SENTENCES, language),
      choose,
      count: (number) => formatNumber({ numerator: BigInt(number), denominator: 1n }, 0, language),
      moment: (iso) => formatMoment(iso, language),
    }),
    [language, choose],
  )
  return <WordsContext value={words}>{children}</WordsContext>
}
