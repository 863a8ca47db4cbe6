// Makes forms kinder where JavaScript runs; everything works without it.

const ANNOUNCE_AFTER = 1000;

function countWords(text) {
  return (text.match(/\S+/g) || []).length;
}

function fill(sentence, facts) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in facts ? facts[name] : whole));
}

// The error summary takes focus when the page opens, and its links put focus into the field they name.
function errorSummary(summary) {
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    const group = field.closest("fieldset") || document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    (group || field).scrollIntoView();
    field.focus({ preventScroll: true });
  });
}

// The sentence below a long answer counts once most of the words are used. Eyes see each change; ears hear it
// after a pause in typing.
function wordCount(sentence) {
  const field = document.getElementById(sentence.dataset.charterWordCount);
  if (!field) return;
  const limit = Number(sentence.dataset.limit);
  const from = (limit * Number(sentence.dataset.threshold)) / 100;
  const atRest = sentence.textContent;
  const seen = document.createElement("div");
  seen.className = sentence.className;
  seen.setAttribute("aria-hidden", "true");
  const heard = document.createElement("div");
  heard.className = "nhsuk-u-visually-hidden";
  heard.setAttribute("aria-live", "polite");
  sentence.classList.add("nhsuk-u-visually-hidden");
  sentence.after(seen, heard);
  let waiting;

  function update() {
    const used = countWords(field.value);
    const over = used - limit;
    const words = over > 0 ? sentence.dataset.over : sentence.dataset.used;
    const text = used >= from ? fill(words, { used, limit, over }) : atRest.trim();
    seen.textContent = text;
    seen.classList.toggle("nhsuk-error-message", over > 0);
    seen.classList.toggle("nhsuk-hint", over <= 0);
    field.classList.toggle("nhsuk-textarea--error", over > 0 || field.getAttribute("aria-invalid") === "true");
    clearTimeout(waiting);
    waiting = setTimeout(() => { heard.textContent = used >= from ? text : ""; }, ANNOUNCE_AFTER);
  }

  field.addEventListener("input", update);
  window.addEventListener("pageshow", update);
  update();
}

// On a narrow screen the filters would push the results far down: those without a choice start closed.
function facet(details) {
  const isNarrow = window.matchMedia("(max-width: 55.99em)").matches;
  if (isNarrow && !details.querySelector("input:checked")) details.open = false;
}

document.querySelectorAll("[data-charter-facet]").forEach(facet);
document.querySelectorAll("[data-charter-word-count]").forEach(wordCount);
document.querySelectorAll("[data-charter-error-summary]").forEach(errorSummary);
