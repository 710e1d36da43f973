/* A track's page: where the learner is, steps that are ticked off, questions in place, what comes back today, the record
   of completion, and progress as a file. Nothing leaves the browser but a file that the learner saves. */

const jbTrack = (view) => {
  view.dataset.on = ""
  const words = JSON.parse(view.dataset.words)
  const { track, title, version, book } = view.dataset
  const base = new URL(view.dataset.site, location)
  const language = document.documentElement.lang
  const [now, quiz] = ["now", "quiz"].map((name) => view.querySelector(`[data-part="${name}"]`))
  const steps = [...document.querySelectorAll("[data-step]")].map((element, number) => ({
    element, number, id: element.dataset.step, questions: JSON.parse(element.dataset.questions).all,
    title: element.querySelector(".jb-path__title").textContent.trim(),
  }))
  const all = [...new Map(steps.flatMap((step) => step.questions).map((each) => [each.id, each])).values()]

  const button = (text, onclick, strong) =>
    Object.assign(jbMake(`button.jb-button${strong ? ".jb-button--strong" : ""}`, text), { type: "button", onclick })
  const count = (number) => number.toLocaleString(language)
  const day = (date) => new Date(date).toLocaleDateString(language, { day: "numeric", month: "long", year: "numeric" })
  const say = (text) => { said.textContent = text }

  const state = () => {
    const done = steps.filter((step) => jbProgress.done(step.id)).length
    const right = all.filter((each) => jbProgress.answer(each.id)?.right).length
    return { done, steps: steps.length, right, questions: all.length }
  }
  const follow = () => {
    const reached = state()
    if (reached.done || all.some((each) => jbProgress.answer(each.id))) jbProgress.follow(track, { title, version, ...reached })
  }

  const ask = (box, questions) => {
    box.hidden = false
    jbQuiz(box, questions, {
      words, base, progress: jbProgress,
      onEnd: () => {
        show()
        return [button(words.close, () => {
          box.hidden = true
          box.replaceChildren()
          show()
        })]
      },
    })
  }

  // --- the steps -------------------------------------------------------------------------------------------------------

  for (const step of steps) {
    const box = jbMake("div.jb-quiz")
    box.hidden = true
    step.tick = Object.assign(document.createElement("input"), { type: "checkbox" })
    step.tick.onchange = () => {
      jbProgress.mark(step.id, step.tick.checked)
      show()
    }
    const label = jbMake("label.jb-track__tick", step.tick, jbMake("span", words.done), jbMake("span.jb-hidden", `: ${step.title}`))
    step.score = jbMake("span.jb-aside")
    const asking = step.questions.length ? button(jbFill(words.ask, { count: count(step.questions.length) }), () => ask(box, step.questions)) : ""
    step.element.append(jbMake("div.jb-track__do", label, asking, step.score), box)
  }

  // --- where the learner is ----------------------------------------------------------------------------------------------

  const line = jbMake("p.jb-track__line"), bar = jbMake("progress.jb-track__bar"), doing = jbMake("div.jb-track__do")
  const said = jbMake("p.jb-track__said")
  said.setAttribute("role", "status")
  bar.setAttribute("aria-label", title)

  const show = () => {
    follow()
    const reached = state()
    line.textContent = jbFill(words.reached, Object.fromEntries(Object.entries(reached).map(([name, number]) => [name, count(number)])))
    Object.assign(bar, { max: reached.steps, value: reached.done })
    for (const step of steps) {
      step.tick.checked = Boolean(jbProgress.done(step.id))
      step.element.classList.toggle("is-done", step.tick.checked)
      document.querySelector(`[data-plan="${step.number}"]`)?.classList.toggle("is-done", step.tick.checked)
      const answered = step.questions.filter((each) => jbProgress.answer(each.id))
      const right = answered.filter((each) => jbProgress.answer(each.id).right).length
      step.score.textContent = answered.length ? jbFill(words.score, { right: count(right), of: count(step.questions.length) }) : ""
    }
    const next = steps.find((step) => !step.tick.checked)
    const due = new Set(jbProgress.due())
    const back = all.filter((each) => due.has(each.id))
    const go = next && jbMake("a.jb-button.jb-button--strong", jbFill(reached.done ? words.continue : words.begin, { number: count(next.number + 1), title: next.title }))
    if (go) go.href = `#${next.element.id}`
    doing.replaceChildren(...[go, back.length && button(jbFill(words.repeat, { count: count(back.length) }), () => ask(quiz, back), !go)].filter(Boolean))
    record.hidden = Boolean(next)
  }

  // --- the record of completion ------------------------------------------------------------------------------------------

  const name = Object.assign(document.createElement("input"), { type: "text", value: jbProgress.name, autocomplete: "name", maxLength: 100 })
  name.onchange = () => { jbProgress.name = name.value.trim() }
  const named = jbMake("label.jb-filter", jbMake("span", words.name), name)
  const paper = jbMake("article.jb-record")
  const print = () => {
    jbProgress.name = name.value.trim()
    const { steps: of, right, questions } = state()
    const last = Math.max(...steps.map((step) => Date.parse(jbProgress.done(step.id))))
    const facts = [[words.day, day(last)], [words.steps, count(of)], [words.right, questions ? jbFill(words.score, { right: count(right), of: count(questions) }) : ""],
      [words.book, book], [words.version, version]]
    const list = jbMake("dl", ...facts.filter(([, text]) => text).map(([term, text]) => jbMake("div", jbMake("dt", term), jbMake("dd", text))))
    paper.replaceChildren(jbMake("p.jb-record__what", words.record), jbMake("p.jb-record__name", name.value.trim() || words.nobody),
      jbMake("p", words.through), jbMake("p.jb-record__title", title), list, jbMake("p.jb-record__sign", words.sign))
    document.body.append(paper)
    document.documentElement.classList.add("jb-recording")
    addEventListener("afterprint", () => {
      document.documentElement.classList.remove("jb-recording")
      paper.remove()
    }, { once: true })
    window.print()
  }
  const record = button(words["print"], print, true)

  // --- as a file -----------------------------------------------------------------------------------------------------------

  const save = () => {
    jbProgress.name = name.value.trim()
    follow()
    const address = URL.createObjectURL(new Blob([jbProgress.file()], { type: "application/json" }))
    const who = name.value.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").replace(/[^\w]+/g, "-").toLowerCase()
    Object.assign(document.createElement("a"), { href: address, download: `journeybook-${who || "progress"}.json` }).click()
    setTimeout(() => URL.revokeObjectURL(address), 1000)
    say(words.saved)
  }
  const file = Object.assign(document.createElement("input"), { type: "file", accept: ".json,application/json" })
  file.onchange = async () => {
    try {
      jbProgress.merge(await file.files[0].text())
      name.value = jbProgress.name
      show()
      say(words.merged)
    } catch {
      say(words.foreign)
    }
    file.value = ""
  }
  const opened = jbMake("label.jb-button.jb-track__file", file, words.open)

  const keeping = jbMake("details.jb-track__keep", jbMake("summary", words.keep), jbMake("p", words["keep-how"]), named,
    jbMake("div.jb-track__do", record, button(words.save, save), opened))
  now.append(line, bar, doing, jbProgress.kept ? "" : jbMake("p.jb-gap", words.unkept), keeping, said)
  now.hidden = false
  show()
  // Another tab of the same book.
  addEventListener("storage", () => { if (view.isConnected) show() })
}

document.querySelectorAll(".jb-track:not([data-on])").forEach(jbTrack)
