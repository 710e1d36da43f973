/* Whoever reports a problem names the page; here the section that is being read is added, and where the site stands. */
addEventListener("click", ({ target }) => {
  const link = target.closest?.("a.jb-report")
  if (!link?.dataset.page) return
  const here = new URL(location.href)
  here.search = ""
  here.hash = jbHere()
  link.href = link.href.replace(encodeURIComponent(link.dataset.page), encodeURIComponent(here.href))
  delete link.dataset.page
}, true)
