/**
 * The look of Mantine's parts: one accent, and shades on which white text can be read (WCAG AA);
 * the library's own default shade cannot.
 */
import { createTheme } from '@mantine/core'

export const theme = createTheme({
  colors: {
    dark: [
      '#e7eaef',
      '#c3cad4',
      '#a2acba',
      '#6d7786',
      '#3b4552',
      '#2a323e',
      '#222a35',
      '#181e27',
      '#131820',
      '#10141a',
    ],
    ink: [
      '#eef3fb',
      '#d8e3f4',
      '#b2c7e8',
      '#89a9db',
      '#6a90d0',
      '#4f7ac2',
      '#3a66b0',
      '#2c5498',
      '#1f437f',
      '#153162',
    ],
  },
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 6 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-code)',
  headings: { fontFamily: 'var(--font)', fontWeight: '650' },
})
