/**
 * Terms of which some chapters could not be read.
 *
 * @fr stipulations lues en partie
 */
import type { Terms } from '../terms.ts'

export type PartialTerms = Partial<Terms>
