/**
 * The look of Mantine's parts: one accent, and shades on which white text can be read (WCAG AA);
 * the library's own default shade cannot.
 */
import { createTheme } from '@mantine/core'

export const theme = createTheme({
  colors: {
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
