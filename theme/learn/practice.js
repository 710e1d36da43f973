/* The page for practice: fetches the questions about something when a round begins, and draws ten. What a round is about,
   and its seed, stand in the address, so that the same address gives the same round. Questions that come back are looked up
   by their ids: where.json says in which file each of them is. */

const ROUND = 10

/* Numbers between 0 and 1, the same for the same seed (mulberry32). */
const jbChance = (seed) => {
  let state = [...seed].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(0), 0x01000193) >>> 0, 0x811c9dc5)
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/* Some of the questions, by a seed: of each form one, then of each another, so that no round asks ten times the same. */
const jbRound = (questions, seed, most = ROUND) => {
  const chance = jbChance(seed)
  const forms = new Map()
  for (const [, each] of questions.map((each) => [chance(), each]).sort(([a], [b]) => a - b))
    forms.set(each.form, [...(forms.get(each.form) ?? []), each])
  const turns = []
  for (let turn = 0; turns.length < questions.length; turn++)
    turns.push(...[...forms.values()].map((some) => some[turn]).filter(Boolean))
  return turns.slice(0, most)
}

const jbPractice = (view) => {
  view.dataset.on = ""
  const words = JSON.parse(view.dataset.words)
  const [bar, said, box] = ["bar", "said", "quiz"].map((name) => view.querySelector(`[data-part="${name}"]`))
  const base = new URL(view.dataset.site, location)
  const progress = typeof jbProgress === "undefined" ? undefined : jbProgress
  const of = bar.elements.of
  const fetched = new Map()

  const fetchOnce = (file) => {
    if (!fetched.has(file)) {
      const address = new URL(`practice/${file}.json?${view.dataset.stamp}`, base)
      const answer = fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
      answer.catch(() => fetched.delete(file)) // a later try may succeed
      fetched.set(file, answer)
    }
    return fetched.get(file)
  }
  const load = async (subject) => {
    const { texts, questions } = await fetchOnce(subject.replace(":", "/") || "questions")
    return questions.map((each) => ({ ...each, choices: each.choices.map((text) => texts[text]), to: texts[each.to], about: texts[each.about] }))
  }
  // Questions by their ids, in that order, from as many files as it takes.
  const find = async (ids, where) => {
    const subjects = Object.keys(where).filter((subject) => where[subject].some((id) => ids.includes(id)))
    const found = new Map((await Promise.all(subjects.map(load))).flat().map((each) => [each.id, each]))
    return ids.map((id) => found.get(id)).filter(Boolean)
  }

  const button = (text, onclick, strong) =>
    Object.assign(jbMake(`button.jb-button${strong ? ".jb-button--strong" : ""}`, text), { type: "button", onclick })

  const write = (seed) => {
    const address = new URL(location)
    for (const [name, value] of [["of", of.value], ["seed", seed]])
      if (value) address.searchParams.set(name, value)
      else address.searchParams.delete(name)
    history.replaceState(history.state, "", address)
  }

  const play = (round, seed) => {
    box.hidden = false
    write(seed)
    jbQuiz(box, round, {
      words, base, progress,
      onEnd: ({ missed }) => [
        button(words.again, () => beginRound(), !missed.length),
        missed.length ? button(words["missed-again"], () => play(missed), true) : "",
      ],
    })
  }

  const begin = async (questions, seed) => {
    said.textContent = ""
    let round
    try {
      round = await questions()
    } catch {
      box.hidden = true
      said.textContent = words.failed
      return
    }
    if (!round.length) return
    if (seed && round.length < ROUND) said.textContent = jbFill(words.few, { count: round.length })
    play(round, seed)
  }
  const beginRound = (seed = Math.random().toString(36).slice(2, 8)) => begin(async () => jbRound(await load(of.value), seed), seed)

  // Questions that were missed and are due again, those that wait longest first, if the browser remembers any.
  const remind = async () => {
    const due = progress?.due?.() ?? []
    if (!due.length) return
    const where = await fetchOnce("where").catch(() => ({}))
    const asked = new Set(Object.values(where).flat())
    const known = due.filter((id) => asked.has(id)).sort((a, b) => progress.answer(a).due.localeCompare(progress.answer(b).due))
    if (known.length && box.hidden)
      said.replaceChildren(jbFill(words.due, { count: known.length }), " ", button(words["due-start"], () => begin(() => find(known.slice(0, ROUND), where))))
  }

  bar.onsubmit = (event) => {
    event.preventDefault()
    beginRound()
  }
  const wanted = new URL(location).searchParams
  of.value = wanted.get("of") ?? ""
  if (of.selectedIndex < 0) of.value = ""
  bar.hidden = false
  const list = document.querySelector(".jb-practice__all")
  if (list && !list.querySelector(":target")) list.open = false
  // On paper there is the list.
  addEventListener("beforeprint", () => { if (list) list.open = true })
  if (wanted.get("seed")) beginRound(wanted.get("seed"))
  else remind()
}

document.querySelectorAll(".jb-practice:not([data-on])").forEach(jbPractice)
