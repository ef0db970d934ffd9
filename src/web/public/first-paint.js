// Before anything is painted: the colours and the language that were chosen last time.
;(() => {
  const root = document.documentElement
  let scheme = null
  let language = null
  try {
    scheme = localStorage.getItem('vigie-scheme')
    language = localStorage.getItem('vigie-language')
  } catch {
    // A browser may refuse storage: the page then follows the system.
  }
  root.lang = (language ?? navigator.language).toLowerCase().startsWith('en') ? 'en' : 'fr'
  const isDark =
    scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light')
})()
