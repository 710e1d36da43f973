/* With instant navigation Material keeps the header, so the language switch follows the page's own alternate links. */
if (typeof document$ !== "undefined")
  document$.subscribe(() => {
    for (const link of document.querySelectorAll("a.jb-language")) {
      const same = document.head.querySelector(`link[hreflang="${link.hreflang}"]`)
      if (same) link.href = same.href
    }
  })
