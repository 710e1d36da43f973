/* Pages that compare versions or ask questions bring their own script, which no other page needs; and Material's button
   for other versions is called without the version that it shows: who speaks to the browser says that. */
{
  const start = () => {
    const wanted = [...document.querySelectorAll("[data-script]:not([data-on])")].map((view) => view.dataset.script)
    for (const src of new Set(wanted)) document.head.append(Object.assign(document.createElement("script"), { src }))
  }
  if (typeof document$ !== "undefined") document$.subscribe(start)
  else start()

  const topic = document.querySelector(".md-header__topic")
  if (topic)
    new MutationObserver((_, observer) => {
      const button = topic.querySelector(".md-version__current")
      if (!button) return
      observer.disconnect()
      button.setAttribute("aria-label", `${button.textContent.trim()} – ${button.getAttribute("aria-label")}`)
    }).observe(topic, { childList: true, subtree: true })
}
