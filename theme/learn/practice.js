/* The page for practice: fetches the questions when a round begins, and draws ten. What a round is about, and its seed,
   stand in the address, so that the same address gives the same round. */

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
  let fetched

  const load = () =>
    (fetched ??= fetch(new URL(view.dataset.questions, location)).then(async (answer) => {
      if (!answer.ok) throw new Error(answer.status)
      const { texts, questions } = await answer.json()
      const told = (numbers) => numbers.map((number) => texts[number])
      return questions.map((each) => ({ ...each, choices: told(each.choices), of: told(each.of), to: texts[each.to], about: texts[each.about] }))
    }).catch((error) => {
      fetched = undefined
      throw error
    }))

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
        button(words.again, () => begin(), !missed.length),
        missed.length ? button(words["missed-again"], () => play(missed), true) : "",
      ],
    })
  }

  const begin = async (seed = Math.random().toString(36).slice(2, 8), only) => {
    said.textContent = ""
    let questions
    try {
      questions = await load()
    } catch {
      box.hidden = true
      said.textContent = words.failed
      return
    }
    const fitting = questions.filter((each) => (only ? only.has(each.id) : !of.value || each.of.includes(of.value)))
    const round = jbRound(fitting, seed)
    if (!round.length) return
    if (round.length < ROUND && !only) said.textContent = jbFill(words.few, { count: round.length })
    play(round, seed)
  }

  // Questions that were missed and are due again, if the browser remembers any.
  const remind = async () => {
    const due = new Set(progress?.due?.() ?? [])
    if (!due.size) return
    const known = (await load().catch(() => [])).filter((each) => due.has(each.id))
    if (known.length && box.hidden)
      said.replaceChildren(jbFill(words.due, { count: known.length }), " ", button(words["due-start"], () => begin(undefined, new Set(known.map((each) => each.id)))))
  }

  bar.onsubmit = (event) => {
    event.preventDefault()
    begin()
  }
  const wanted = new URL(location).searchParams
  of.value = wanted.get("of") ?? ""
  if (of.selectedIndex < 0) of.value = ""
  bar.hidden = false
  const list = document.querySelector(".jb-practice__all")
  if (list && !list.querySelector(":target")) list.open = false
  // On paper there is the list.
  addEventListener("beforeprint", () => { if (list) list.open = true })
  if (wanted.get("seed")) begin(wanted.get("seed"))
  else remind()
}

document.querySelectorAll(".jb-practice:not([data-on])").forEach(jbPractice)
