/** How what a shape stands for is told without colour, on a page and on paper alike. */
import type { Mark } from '../../reports/drawing/drawing.ts'

/** A sign before a verdict, for whoever does not see its colour. */
export const GLYPHS: Partial<Record<Mark, string>> = { met: '✓', missed: '✕', unmeasured: '–' }
