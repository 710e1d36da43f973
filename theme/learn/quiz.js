/* One question after the other: asks, takes the answer, says why, and tells the result at the end. By keyboard alone:
   1–9 choose, Enter confirms and goes on.

   jbQuiz(box, questions, { words, base, progress, onEnd })

   box        an element, emptied first.
   questions  as views/quiz.py writes them (see `plain` there):
              { id, ask, choices: [html, …], right: [0, …], explain, to, about, changed }
              `id` is the same in every language: "question:who-signs" for a written one, "q-3f9c…" for one made from
              the facts. Without choices it is an open question: `answer` is HTML, and readers judge themselves.
              All texts but `about` are HTML; addresses in them, and `to`, count from `base`.
   words      what it says, by name (`quiz.words` in Python).
   base       the root of the site in this language, as a whole address.
   progress   jbProgress of progress.js, or nothing: progress.record(id, right) is called once per answered question.
   onEnd      called with { right, asked, missed: [question, …] } when all are answered; it may return elements that
              stand below the result (buttons, say). A round that is stopped early ends with what was answered. */

const jbFill = (sentence, words) => sentence.replace(/\{(\w+)\}/g, (whole, name) => words[name] ?? whole)

const jbMake = (what, ...inner) => {
  const [tag, ...classes] = what.split(".")
  const element = document.createElement(tag)
  element.className = classes.join(" ")
  element.append(...inner.filter(Boolean))
  return element
}

const jbQuiz = (box, questions, { words, base, progress, onEnd }) => {
  const missed = []
  let place = 0, right = 0

  const html = (what, text) => {
    const element = jbMake(what)
    element.innerHTML = text
    for (const each of element.querySelectorAll("a[href]"))
      each.href = new URL(each.getAttribute("href"), base)
    return element
  }
  const button = (text, onclick, strong) => {
    const made = jbMake(`button.jb-button${strong ? ".jb-button--strong" : ""}`, text)
    return Object.assign(made, { type: "button", onclick })
  }
  const reading = (question) => {
    const link = jbMake("a.jb-ref", jbFill(words.read, { title: question.about }))
    link.href = new URL(question.to, base)
    return link
  }
  const count = (number) => number.toLocaleString(document.documentElement.lang)

  const settle = (question, isRight) => {
    if (isRight) right += 1
    else missed.push(question)
    progress?.record(question.id, isRight)
    place += 1
  }

  // What comes after an answer; the way on gets the focus, so that Enter goes on and what is above is read first.
  const told = (question, said, isRight) => {
    const on = button(place < questions.length ? words.next : words.end, () => (place < questions.length ? ask() : end()), true)
    const verdict = jbMake(`p.jb-quiz__said.is-${isRight ? "right" : "wrong"}`)
    verdict.innerHTML = said
    verdict.id = "jb-quiz-said"
    on.setAttribute("aria-describedby", verdict.id)
    const more = jbMake("div.jb-quiz__why", question.explain && html("div", question.explain), jbMake("p", reading(question)))
    box.querySelector(".jb-quiz__do").replaceChildren(on, place < questions.length ? button(words.stop, end) : "")
    box.querySelector(".jb-quiz__told").replaceChildren(verdict, more)
    on.focus()
  }

  const asked = (question, form) => {
    const at = jbMake("p.jb-quiz__place", jbFill(words.place, { number: count(place + 1), of: count(questions.length) }))
    const bar = jbMake("span.jb-quiz__bar", jbMake("span"))
    bar.setAttribute("aria-hidden", "true")
    bar.firstChild.style.width = `${(100 * place) / questions.length}%`
    const told = jbMake("div.jb-quiz__told")
    told.setAttribute("aria-live", "polite")
    box.replaceChildren(at, bar, question.changed ? jbMake("p.jb-quiz__changed", words.changed) : "", form, told, jbMake("div.jb-quiz__do"))
  }

  const ask = () => (questions[place].choices?.length ? askChoices(questions[place]) : askOpenly(questions[place]))

  const askChoices = (question) => {
    const several = question.right.length > 1
    const legend = html("legend.jb-quiz__ask", question.ask)
    legend.append(jbMake("span.jb-quiz__how", several ? words.several : words.choose))
    const inputs = []
    const rows = question.choices.map((text, number) => {
      const input = Object.assign(document.createElement("input"), { type: several ? "checkbox" : "radio", name: "choice", value: number })
      inputs.push(input)
      const key = jbMake("span.jb-quiz__key", `${number + 1}`)
      key.setAttribute("aria-hidden", "true")
      const label = jbMake("label.jb-quiz__choice", input, key)
      label.append(html("span", text))
      return label
    })
    const form = jbMake("form.jb-quiz__form", jbMake("fieldset.jb-quiz__set", legend, ...rows))
    const chosen = () => inputs.filter((each) => each.checked)
    asked(question, form)
    const check = button(words.check, () => form.requestSubmit(), true)
    check.disabled = true
    box.querySelector(".jb-quiz__do").append(check, jbMake("span.jb-quiz__keys", jbFill(words.keys, { most: inputs.length })))
    form.onchange = () => { check.disabled = !chosen().length }
    form.onkeydown = (event) => {
      const input = !event.ctrlKey && !event.metaKey && !event.altKey && inputs[Number(event.key) - 1]
      if (input && !input.disabled) {
        input.checked = several ? !input.checked : true
        input.focus()
        form.onchange()
      } else if (event.key === "Enter") form.requestSubmit()
      else return
      event.preventDefault()
    }
    form.onsubmit = (event) => {
      event.preventDefault()
      const numbers = chosen().map((each) => Number(each.value))
      if (!numbers.length || inputs[0].disabled) return
      const isRight = numbers.length === question.right.length && numbers.every((each) => question.right.includes(each))
      inputs.forEach((input, number) => {
        input.disabled = true
        const row = rows[number]
        if (question.right.includes(number)) row.classList.add("is-right")
        else if (input.checked) row.classList.add("is-wrong")
      })
      settle(question, isRight)
      const answer = question.right.map((each) => question.choices[each]).join("; ")
      told(question, isRight ? words.right : jbFill(words.wrong, { answer }), isRight)
    }
    inputs[0].focus({ preventScroll: true })
    box.scrollIntoView({ block: "nearest" })
  }

  const askOpenly = (question) => {
    asked(question, html("div.jb-quiz__ask", question.ask))
    const doing = box.querySelector(".jb-quiz__do")
    const show = button(words.show, () => {
      box.querySelector(".jb-quiz__told").replaceChildren(jbMake("h3", words.answer), html("div.jb-quiz__why", question.answer ?? ""))
      const judged = (knew) => {
        settle(question, knew)
        told(question, question.answer ?? "", knew)
      }
      const [knew, not] = [button(words.knew, () => judged(true), true), button(words["knew-not"], () => judged(false))]
      doing.replaceChildren(knew, not)
      knew.focus()
    }, true)
    doing.append(show)
    show.focus({ preventScroll: true })
    box.scrollIntoView({ block: "nearest" })
  }

  const end = () => {
    const score = jbMake("p.jb-quiz__result", jbFill(words.result, { right: count(right), of: count(place) }))
    score.tabIndex = -1
    const list = jbMake("ul.jb-links", ...missed.map((each) => jbMake("li", html("div", each.ask), reading(each))))
    const after = onEnd?.({ right, asked: place, missed }) ?? []
    box.replaceChildren(score, missed.length ? jbMake("p", words.missed) : right ? jbMake("p", words["all-right"]) : "",
      missed.length ? list : "", jbMake("div.jb-quiz__do", ...after))
    score.focus()
  }

  ask()
}
