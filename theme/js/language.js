/* The language switch leads to the same page in the other language, and there to the section that is being read. */
{
  // Material keeps the header with instant navigation, so the page's own links say where it is in other languages.
  const lead = (link) => {
    const same = document.head.querySelector(`link[hreflang="${link.hreflang}"]`)
    if (!same) return
    const address = new URL(same.href)
    address.search = location.search
    address.searchParams.delete("h") // what was searched, in this language's words
    address.hash = jbHere()
    link.href = address
  }

  // Where a site has several versions, the page at its root leads to the language that was chosen last.
  const remember = (language) => {
    try {
      localStorage.setItem("journeybook.language", language)
    } catch { /* a browser that keeps nothing: the root goes by the browser's own language */ }
  }

  for (const event of ["click", "auxclick"]) // told while it comes down, so before Material and the browser follow it
    addEventListener(event, ({ target }) => {
      const link = target.closest?.("a.jb-language")
      if (!link) return
      lead(link)
      remember(link.hreflang)
    }, true)
  if (typeof document$ !== "undefined") document$.subscribe(() => document.querySelectorAll("a.jb-language").forEach(lead))
}
