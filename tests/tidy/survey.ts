/** What the rules say of the whole repository, without the exceptions. */
import { deadExports } from './dead-exports.ts'
import type { Debt, Exception } from './exceptions.ts'
import { forbiddenWords, pages } from './form.ts'
import { CODE_RULES } from './rules.ts'
import type { Complaint } from './tree.ts'
import { isCode, isGenerated, parse, readTexts } from './tree.ts'

export function survey(): Complaint[] {
  const texts = readTexts()
  const codes = texts.filter((text) => isCode(text) && !isGenerated(text)).map(parse)
  return [
    ...codes.flatMap((code) => CODE_RULES.flatMap((check) => check(code))),
    ...deadExports(codes),
    ...texts.flatMap((text) => [...forbiddenWords(text), ...pages(text)]),
  ]
}

/** What is left once the exceptions are taken out, and the exceptions that took nothing out. */
export function weigh(
  complaints: readonly Complaint[],
  exceptions: readonly Exception[],
  debts: readonly Debt[],
): { readonly left: string[]; readonly stale: string[] } {
  const covers = (exception: Exception, complaint: Complaint): boolean =>
    exception.rule === complaint.rule && exception.path === complaint.path
  const counted = complaints.filter(
    (complaint) => !exceptions.some((exception) => covers(exception, complaint)),
  )
  const count = (name: string): number => counted.filter(({ rule }) => rule === name).length
  const owed = new Set(
    debts.filter(({ rule, most }) => count(rule) <= most).map(({ rule }) => rule),
  )
  return {
    left: counted
      .filter(({ rule }) => !owed.has(rule))
      .map(({ rule, path, line, said }) => `${path}:${line} ${rule}: ${said}`),
    stale: [
      ...exceptions
        .filter((exception) => !complaints.some((complaint) => covers(exception, complaint)))
        .map(({ rule, path }) => `${path} ${rule}: no longer needed`),
      ...debts
        .filter(({ rule }) => count(rule) === 0)
        .map(({ rule }) => `${rule}: the debt is paid, remove it`),
    ],
  }
}
