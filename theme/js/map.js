// The journey map: by whose eyes, which rows, which are folded, beside its counterpart or not. All of it stands in the
// address, so what one sees can be sent as a link. Without this script the whole map is there.
{
  const open = () => {
    const map = document.querySelector(".jb-map")
    if (!map || map.dataset.ready) return
    map.dataset.ready = ""
    const tools = map.parentElement.querySelector(".jb-tools")
    const nothing = map.parentElement.querySelector(".jb-map__nothing")
    const jump = [...map.parentElement.querySelectorAll(".jb-jump a")]
    const beside = tools.querySelector("#with-counterpart")
    const said = tools.querySelector(".jb-tools__said")
    const lanes = tools.querySelector(".jb-tools__lanes")
    const rows = [...map.querySelectorAll("tr[data-lane]")]
    const first = [...map.querySelectorAll(".jb-map__about, .jb-map__loops")]
    const marked = [...map.querySelectorAll("[data-p]")]
    const people = [...tools.querySelectorAll("[data-persona]")]
    const only = [...tools.querySelectorAll("[data-only]")]
    const text = (name, values) => tools.dataset[name].replace(/{(\w+)}/g, (_, key) => values[key])

    // Tables whose display changes lose their meaning in some browsers; roles keep it.
    for (const [what, role] of [["table", "table"], ["thead, tbody", "rowgroup"], ["tr", "row"], ["td", "cell"],
      ["thead th", "columnheader"], ["tbody th", "rowheader"]])
      for (const each of map.querySelectorAll(what)) each.setAttribute("role", role)
    const style = getComputedStyle(map)
    if (style.overflowX === "auto" && style.overflowY !== "clip") map.classList.add("jb-map--tall")

    // --- what the address says --------------------------------------------------------------------------------------
    const asked = new URLSearchParams(location.search)
    const list = (name) => (asked.get(name) || "").split(",").map((each) => each.trim()).filter(Boolean)
    const state = { persona: list("persona"), lane: list("lane"), fold: list("fold") }
    if (beside) beside.checked = asked.has("compare")

    const write = () => {
      const keep = new URLSearchParams(location.search)
      for (const name of ["persona", "lane", "fold", "compare"]) keep.delete(name)
      const parts = keep.size ? [keep.toString()] : []
      for (const name in state)
        if (state[name].length) parts.push(`${name}=${state[name].map(encodeURIComponent).join(",")}`)
      if (beside && beside.checked) parts.push("compare=1")
      const query = parts.length ? `?${parts.join("&")}` : ""
      history.replaceState(history.state, "", location.pathname + query + location.hash)
    }

    // --- what is shown ----------------------------------------------------------------------------------------------
    const places = (persona) => persona.map((each) => people.findIndex((one) => one.dataset.persona === each))
    const shows = (element, chosen) =>
      !chosen.length || element.dataset.p === undefined || element.dataset.p.split(" ").some((at) => chosen.includes(+at))
    const bare = (cell, chosen) => {
      const parts = [...cell.children].filter((each) => !each.matches(".jb-then"))
      const items = parts.flatMap((each) => (each.matches("ul") ? [...each.children] : [each]))
      return cell.textContent.trim() === "" || (items.length > 0 && items.every((each) => !shows(each, chosen)))
    }
    const theirs = (cell, chosen) => {
      const then = cell.querySelector(".jb-then")
      const items = then ? [...then.querySelectorAll("li")] : []
      return then && (!items.length || items.some((each) => shows(each, chosen)))
    }
    // Which rows have something to show for these persons and lanes.
    const fitting = (persona, lane) => {
      const chosen = places(persona)
      if (chosen.length && chosen.every((at) => at < 0)) return []
      return rows.filter(
        (row) =>
          (!lane.length || lane.includes(row.dataset.lane)) &&
          [...row.querySelectorAll("td")].some(
            (cell) => !bare(cell, chosen) || (beside && beside.checked && theirs(cell, chosen)),
          ),
      )
    }
    const titles = (names, buttons, key) =>
      names.map((name) => (buttons.find((each) => each.dataset[key] === name) || { textContent: name }).textContent)

    const show = () => {
      const { persona, lane, fold } = state
      const fit = fitting(persona, lane)
      const chosen = places(persona)
      for (const each of marked) each.hidden = !shows(each, chosen)
      for (const row of rows) {
        row.hidden = !fit.includes(row)
        const folded = fold.includes(row.dataset.lane)
        row.classList.toggle("is-folded", folded)
        const button = row.querySelector(".jb-map__fold")
        if (button) button.setAttribute("aria-expanded", String(!folded))
        for (const cell of row.querySelectorAll("td")) {
          cell.classList.toggle("is-bare", chosen.length > 0 && cell.textContent.trim() !== "" && bare(cell, chosen))
          const then = cell.querySelector(".jb-then")
          if (then) then.hidden = !theirs(cell, chosen)
        }
      }
      const looks = (each) => [...each.classList].find((name) => name.startsWith("jb-person-"))
      const lines = people.filter((_, at) => chosen.includes(at)).map((each) => each.querySelector("[class*=jb-person-]"))
      const clear = lines.filter(Boolean).map(looks)
      for (const each of map.querySelectorAll(".jb-map__curve [class*=jb-person-]"))
        each.classList.toggle("is-faint", chosen.length > 0 && !clear.includes(looks(each)))
      for (const row of first) row.hidden = lane.length > 0
      for (const row of map.querySelectorAll("[data-with]")) {
        const same = rows.find((each) => each.dataset.lane === row.dataset.with)
        row.hidden = same.hidden || same.matches(".is-folded")
      }
      const ours = (row) => row.matches(".jb-map__ours")
      for (const line of map.querySelectorAll(".jb-map__line")) line.hidden = !fit.some(ours)
      for (const each of people) each.setAttribute("aria-pressed", String(persona.includes(each.dataset.persona)))
      for (const each of only) each.setAttribute("aria-pressed", String(lane.includes(each.dataset.only)))
      if (lanes) {
        lanes.classList.toggle("is-on", lane.length > 0)
        lanes.querySelector(".jb-tools__count").textContent = lane.length ? `(${lane.length})` : ""
      }
      const filtered = persona.length + lane.length > 0
      const empty = filtered && !fit.length
      map.hidden = empty
      for (const each of jump.slice(0, 1)) each.parentElement.hidden = empty
      nothing.hidden = !empty
      const what = [...titles(persona, people, "persona"), ...titles(lane, only, "only")].join(" · ")
      said.textContent = filtered && !empty ? `${what} · ${text("shown", { shown: fit.length, all: rows.length })}` : ""
      if (filtered && !empty) {
        const clear = nothing.querySelector('[data-loosen="persona lane"]').cloneNode(true)
        clear.addEventListener("click", () => loosen("persona lane"))
        said.append(clear)
      }
      if (empty) {
        nothing.querySelector("p").textContent = text("none", { what })
        const helps = { persona: persona.length && fitting([], lane).length, lane: lane.length && fitting(persona, []).length }
        helps["persona lane"] = !helps.persona && !helps.lane
        for (const each of nothing.querySelectorAll("[data-loosen]")) each.hidden = !helps[each.dataset.loosen]
      }
      here(true)
    }
    const change = () => (write(), show())
    const toggle = (name, value) => {
      state[name] = state[name].includes(value) ? state[name].filter((each) => each !== value) : [...state[name], value]
      change()
    }
    const loosen = (names) => {
      for (const name of names.split(" ")) state[name] = []
      change()
      const next = tools.querySelector("button, summary, input")
      if (next) next.focus({ preventScroll: true })
    }

    for (const each of people) each.addEventListener("click", () => toggle("persona", each.dataset.persona))
    for (const each of only) each.addEventListener("click", () => toggle("lane", each.dataset.only))
    for (const each of nothing.querySelectorAll("[data-loosen]"))
      each.addEventListener("click", () => loosen(each.dataset.loosen))
    if (beside) beside.addEventListener("change", change)
    if (lanes) {
      lanes.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !lanes.open) return
        lanes.open = false
        lanes.querySelector("summary").focus()
      })
      lanes.addEventListener("focusout", (event) => {
        if (event.relatedTarget && !lanes.contains(event.relatedTarget)) lanes.open = false
      })
      map.addEventListener("pointerdown", () => (lanes.open = false))
    }
    for (const row of rows) {
      const head = row.querySelector("th > span")
      const button = document.createElement("button")
      button.type = "button"
      button.className = "jb-map__fold"
      button.append(...head.childNodes)
      button.addEventListener("click", () => toggle("fold", row.dataset.lane))
      head.append(button)
    }

    // What gets the focus comes out from below the heads; browsers think that it is in view there.
    map.addEventListener("focusin", ({ target }) => {
      if (target === map || target.closest("thead")) return
      const spot = target.getBoundingClientRect()
      const left = phone.matches ? 0 : map.querySelector("tbody th").getBoundingClientRect().right
      const top = (phone.matches ? jump[0] || map : map.querySelector("thead th")).getBoundingClientRect().bottom
      if (!target.closest("th") && spot.left < left + 4) map.scrollBy(spot.left - left - 16, 0)
      if (spot.top < top + 4) scrollBy(0, spot.top - top - 16)
    })

    // --- swiping from stage to stage ----------------------------------------------------------------------------------
    const phone = matchMedia("screen and (max-width: 44.9375em)")
    const heads = [...map.querySelectorAll("thead th")]
    let at = -1
    const here = (again) => {
      if (!phone.matches || map.hidden) return
      const wide = heads[0].offsetWidth
      const end = map.scrollLeft >= map.scrollWidth - map.clientWidth - 2
      const now = end && map.scrollLeft > 2 ? heads.length - 1 : Math.min(Math.round(map.scrollLeft / wide), heads.length - 1)
      if (now === at && !again) return
      at = now
      // What one was reading stays where it was, though the rows above it change.
      const edge = 2.4 * 20 + 61
      const anchor = [...rows, ...first].find((row) => row.offsetParent && row.getBoundingClientRect().bottom > edge)
      const before = anchor ? anchor.getBoundingClientRect().top : 0
      map.classList.add("jb-map--swiped")
      for (const row of map.querySelectorAll("tbody tr"))
        [...row.querySelectorAll("td")].forEach((cell, place) => {
          cell.classList.toggle("is-here", place === at)
          cell.classList.toggle("is-near", Math.abs(place - at) < 2)
        })
      const moved = anchor ? anchor.getBoundingClientRect().top - before : 0
      if (moved && before < edge) scrollBy(0, moved)
      jump.forEach((each, place) => (place === at ? each.setAttribute("aria-current", "true") : each.removeAttribute("aria-current")))
      const tab = jump[at]
      if (tab) tab.parentElement.scrollTo({ left: tab.offsetLeft - 48 })
    }
    map.addEventListener("scroll", () => here(false), { passive: true })
    phone.addEventListener("change", () => here(true))
    jump.forEach((each, place) =>
      each.addEventListener("click", (event) => {
        event.preventDefault()
        event.stopPropagation()
        const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches
        map.scrollTo({ left: place * heads[0].offsetWidth, behavior: smooth ? "smooth" : "auto" })
        const nav = each.parentElement
        if (map.getBoundingClientRect().top < -60) return
        nav.scrollIntoView({ block: "nearest" })
      }),
    )
    show()
    document.documentElement.classList.remove("jb-wait")
  }
  if (typeof document$ !== "undefined") document$.subscribe(open)
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", open)
  else open()
}
