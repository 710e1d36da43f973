/* The call sheet: what the chosen stage needs, and up to three people of one committee side by side. What is chosen stands
   in the address: ?journey=x&stage=y&with=a,b. How many of each are shown, the page decides for one person; for more, FITS. */
const OTHERS = 2
// How many of each fit one sheet of paper, by the number of people.
const FITS = {
  2: { goals: 2, challenges: 2, questions: 3, objections: 2, stops: 2, says: 2 },
  3: { goals: 2, challenges: 2, questions: 2, objections: 1, stops: 2, says: 1 },
}

const begin = (head) => {
  head.dataset.on = ""
  const page = head.closest(".jb-page")
  const pick = page.querySelector(".jb-call__pick")
  if (!pick) return
  const [journey, stage] = ["journey", "stage"].map((each) => pick.querySelector(`select[name=${each}]`))
  const boxes = [...pick.querySelectorAll("input[name=with]")]
  const journeys = [...page.querySelectorAll(".jb-call__way")].map((each) => each.dataset.way)
  const stages = stage ? [...stage.options] : []
  const fetched = new Map()

  const wanted = new URL(location).searchParams
  const now = {
    journey: journeys.find((each) => each === wanted.get("journey"))
      ?? journeys.find((each) => stages.some((one) => one.value === `${each}/${wanted.get("stage")}`)) ?? journeys[0],
    stage: wanted.get("stage") ?? "",
    with: [...new Set((wanted.get("with") ?? "").split(","))].filter((id) => boxes.some((each) => each.value === id)).slice(0, OTHERS),
  }
  const chosen = () => now.stage && stages.some((each) => each.value === `${now.journey}/${now.stage}`) ? `${now.journey}/${now.stage}` : ""

  // One person's sheet, at the chosen stage; with others beside them, less of each.
  const fit = (sheet, people) => {
    const key = chosen()
    for (const way of sheet.querySelectorAll(".jb-call__way")) way.hidden = way.dataset.way !== now.journey
    for (const stop of sheet.querySelectorAll(".jb-call__stop")) {
      stop.classList.toggle("jb-call__stop--chosen", stop.dataset.stage === key)
      stop.hidden = key ? stop.dataset.stage !== key : !("first" in stop.dataset)
    }
    for (const list of sheet.querySelectorAll(":is(.jb-section--questions, .jb-section--objections) > :is(ol, ul)")) {
      const place = (item) => {
        const at = item.dataset.at.split(" ").find((each) => key && each.startsWith(`${key}:`))
        return at ? Number(at.slice(key.length + 1)) : key || !("first" in item.dataset) ? Infinity : 0
      }
      const places = new Map([...list.children].map((item, at) => {
        item.dataset.was ??= at
        return [item, place(item)]
      }))
      list.append(...[...places.keys()].sort((a, b) => places.get(a) - places.get(b) || a.dataset.was - b.dataset.was))
      for (const [item, at] of places) item.hidden = at === Infinity
    }
    for (const [name, most] of Object.entries(FITS[people] ?? {})) {
      const those = name === "stops" ? ".jb-call__way:not([hidden]) > .jb-call__stop" : name === "says" ? ".jb-call__stop--chosen > .jb-says > li" : `.jb-section--${name} > :is(ol, ul) > li`
      for (const each of [...sheet.querySelectorAll(those)].filter((each) => !each.hidden).slice(most)) each.dataset.more = ""
    }
    for (const rest of sheet.querySelectorAll(".jb-call__rest")) {
      const shown = [...rest.parentElement.querySelectorAll(":scope > :is(ol, ul) > li")].filter((each) => !each.hidden && !("more" in each.dataset))
      rest.hidden = shown.length >= Number(rest.dataset.all)
    }
  }

  const address = (id) => new URL(`../${id}/`, location.href.split(/[?#]/)[0]).href
  const sheetOf = (id) => {
    if (!fetched.has(id))
      fetched.set(id, fetch(address(id)).then((answer) => {
        if (!answer.ok) throw new Error(answer.statusText)
        return answer.text()
      }).then((html) => new DOMParser().parseFromString(html, "text/html").querySelector(".jb-page--call")))
    return fetched.get(id)
  }

  // Another person's sheet as a column: addresses from here, no second id, no second h1.
  const column = (sheet, id) => {
    const copy = document.createElement("section")
    copy.className = "jb-call__other"
    copy.append(...[...sheet.children].map((each) => document.importNode(each, true)))
    for (const each of copy.querySelectorAll(".jb-call__pick, .jb-call__to, .jb-call__kicker, .jb-pen, .headerlink, noscript")) each.remove()
    for (const each of copy.querySelectorAll("[id]")) each.removeAttribute("id")
    for (const name of ["href", "src"])
      for (const each of copy.querySelectorAll(`[${name}]`)) each.setAttribute(name, new URL(each.getAttribute(name), address(id)))
    for (const each of copy.querySelectorAll("h1, h2, h3")) {
      const lower = document.createElement(`h${Number(each.tagName[1]) + 1}`)
      lower.append(...each.childNodes)
      if (each.tagName === "H1") lower.className = "jb-call__name jb-cut"
      each.replaceWith(lower)
    }
    return copy
  }

  const said = pick.querySelector("[role=status]")
  const show = async () => {
    const ids = [...now.with]
    for (const each of page.querySelectorAll("[data-more]")) delete each.dataset.more
    if (journey) journey.value = now.journey
    for (const each of stages) each.hidden = each.disabled = Boolean(each.value) && !each.value.startsWith(`${now.journey}/`)
    if (stage) stage.value = chosen()
    for (const each of boxes) {
      each.checked = ids.includes(each.value)
      each.disabled = !each.checked && ids.length >= OTHERS
    }
    let others = []
    try {
      others = await Promise.all(ids.map(sheetOf))
    } catch {
      fetched.clear()
      said.textContent = head.dataset.failed
      said.classList.remove("jb-unseen")
    }
    if (String(ids) !== String(now.with)) return // somebody was faster
    for (const each of page.parentElement.querySelectorAll(".jb-call__other")) each.remove()
    page.dataset.people = others.length + 1
    page.querySelector(".jb-sections").after(...others.map((sheet, at) => column(sheet, ids[at])))
    for (const sheet of page.querySelectorAll(".jb-sections")) fit(sheet, others.length + 1)
    const parts = [journeys.length > 1 && stage && chosen() ? journey.selectedOptions[0].textContent : "", chosen() ? stage.selectedOptions[0].textContent : ""]
    page.querySelector(".jb-call__now").textContent = parts.filter(Boolean).map((each) => `· ${each}`).join(" ")
  }

  const changed = () => {
    const there = new URL(location)
    const set = (name, value) => value ? there.searchParams.set(name, value) : there.searchParams.delete(name)
    set("journey", journeys.length > 1 && (now.journey !== journeys[0] || now.stage) ? now.journey : "")
    set("stage", now.stage)
    set("with", now.with.join(","))
    there.search = there.search.replaceAll("%2C", ",")
    history.replaceState(history.state, "", there)
    return show()
  }

  if (journey) journey.onchange = () => { now.journey = journey.value; now.stage = ""; changed() }
  if (stage) stage.onchange = () => { now.stage = stage.value.slice(stage.value.indexOf("/") + 1); changed() }
  for (const each of boxes)
    each.onchange = () => {
      now.with = each.checked ? [...now.with, each.value] : now.with.filter((id) => id !== each.value)
      changed()
    }
  pick.querySelector(".jb-call__print").onclick = () => print()
  show()
}

document.querySelectorAll(".jb-call:not([data-on])").forEach(begin)
