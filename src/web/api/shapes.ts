/** The shapes of the API by their own names. */
import type { components } from '../generated/api.ts'

type Schemas = components['schemas']

export type Block = Schemas['Block']
export type Branch = Schemas['Branch']
export type Cap = Schemas['Cap']
export type Contract = Schemas['Contract']
export type Explanation = Schemas['Explanation']
export type Figure = Schemas['Figure']
export type Finding = Schemas['Finding']
export type Import = Schemas['Import']
export type LateItem = Schemas['LateItem']
export type Level = Schemas['Level']
export type Line = Schemas['Line']
export type Month = Schemas['Month']
export type MonthState = Schemas['MonthState']
export type MonthSummary = Schemas['MonthSummary']
export type Problem = Schemas['Problem']
export type Shape = Schemas['Shape']
export type Step = Schemas['Step']
export type TicketStory = Schemas['TicketStory']
export type Verdict = Schemas['Verdict']
