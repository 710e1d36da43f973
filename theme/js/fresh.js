/* How fresh things are, told anew: a page may have been built long ago. Says what views/health.py says. Then the marks of
   evidence, which readers may hide; paper keeps them. */
{
  const DAY = 864e5, KEPT = "journeybook.marks"
  const at = written => new Date(`${written}T00:00:00`)
  const filled = (words, given) => words.replace(/\{(\w+)\}/g, (_, name) => given[name] ?? "")
  const iso = day => new Date(day - day.getTimezoneOffset() * 6e4).toISOString().slice(0, 10)

  const ago = (words, day, today) => {
    const days = Math.max(Math.round((at(today) - at(day)) / DAY), 0), months = Math.round(days / 30.44)
    if (days <= 1) return words[days ? "ago-day" : "ago-today"]
    if (days <= 30.44) return filled(words["ago-days"], { count: days })
    if (months < 24) return months === 1 ? words["ago-month"] : filled(words["ago-months"], { count: months })
    return filled(words["ago-years"], { count: Math.floor(months / 12) })
  }

  const badge = (each, words, today) => {
    const { due, events = "[]" } = each.dataset
    if (!due) return
    const happened = JSON.parse(events).filter(([day]) => day <= today)
    const state = due < today ? "stale" : happened.length ? "event" : at(due) - at(today) <= 30 * DAY ? "soon" : "fresh"
    const [day, event] = state === "event" ? happened[0] : [due]
    each.className = `jb-fresh jb-fresh--${state}`
    each.textContent = filled(words[`fresh-${state}`], { event, day: written(words, day) })
  }
  const written = (words, day) => {
    const [year, month, date] = day.split("-").map(Number)
    return words.day
      .replace("{name}", words.months[month - 1])
      .replace(/\{(day|month)(:02)?\}/g, (_, part, two) => String(part === "day" ? date : month).padStart(two ? 2 : 1, "0"))
      .replace("{year}", year)
  }

  const marks = () => {
    const button = document.querySelector(".jb-marks"), root = document.documentElement
    let hidden = false
    try { hidden = localStorage.getItem(KEPT) === "hidden" } catch { /* a browser that keeps nothing shows them */ }
    root.classList.toggle("jb-bare", hidden)
    if (!button) return
    button.hidden = false
    button.textContent = button.dataset[hidden ? "show" : "hide"]
    button.onclick = () => {
      try { hidden ? localStorage.removeItem(KEPT) : localStorage.setItem(KEPT, "hidden") } catch { /* as above */ }
      marks()
    }
  }

  const fit = () => {
    const today = iso(new Date())
    for (const each of document.querySelectorAll(".jb-fresh, .jb-ago")) {
      const holder = document.querySelector("[data-words].jb-fresh, .jb-part[data-words], .jb-section [data-words].jb-fresh")
      if (!holder) break
      const words = JSON.parse(holder.dataset.words)
      if (each.matches(".jb-ago")) each.textContent = ago(words, each.dataset.day, today)
      else badge(each, words, today)
    }
    marks()
  }
  if (typeof document$ !== "undefined") document$.subscribe(fit)
  else fit()
}
