// Before anything is painted: the colours and the language that were chosen last time.
;(() => {
  const root = document.documentElement
  let scheme = null
  try {
    scheme = localStorage.getItem('vigie-scheme')
    if (localStorage.getItem('vigie-language') === 'en') root.lang = 'en'
  } catch {
    // A browser may refuse storage: the page then follows the system.
  }
  const isDark =
    scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light')
})()
