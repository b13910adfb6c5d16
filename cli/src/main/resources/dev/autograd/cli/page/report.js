// What the page does beyond what it shows: numbers follow the pointer and the arrow keys, light and dark change, commands
// are copied. Without this script everything can be read all the same.
"use strict";

const tip = document.querySelector(".tip");

function show(mark, text, x, y) {
    hide();
    mark.classList.add("on");
    tip.textContent = text;
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    const room = document.documentElement.clientWidth - box.width - 8;
    tip.style.left = Math.max(8, Math.min(room, x + 14)) + "px";
    tip.style.top = (y - box.height - 12 < 0 ? y + 18 : y - box.height - 12) + "px";
}

function hide() {
    document.querySelectorAll(".on").forEach(mark => mark.classList.remove("on"));
    tip.hidden = true;
}

for (const chart of document.querySelectorAll(".chart")) {
    const marks = [...chart.querySelectorAll(".hit")];
    const texts = new Map();
    for (const mark of marks) {
        const title = mark.querySelector("title");
        texts.set(mark, title.textContent);
        title.remove(); // or the browser would show it too
    }
    let at = -1;
    chart.addEventListener("pointermove", event => {
        if (texts.has(event.target)) {
            at = marks.indexOf(event.target);
            show(event.target, texts.get(event.target), event.clientX, event.clientY);
        } else {
            hide();
        }
    });
    chart.addEventListener("pointerleave", hide);
    chart.setAttribute("tabindex", "0");
    chart.addEventListener("keydown", event => {
        const step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity}[event.key];
        if (event.key === "Escape") {
            hide();
        } else if (step !== undefined && marks.length > 0) {
            event.preventDefault();
            at = Math.max(0, Math.min(marks.length - 1, at < 0 && step < 0 ? marks.length - 1 : at + step));
            const box = marks[at].getBoundingClientRect();
            show(marks[at], texts.get(marks[at]), box.left + box.width / 2, box.top + 20);
        }
    });
    chart.addEventListener("blur", hide);
}
addEventListener("scroll", hide, {passive: true});

const theme = document.querySelector(".theme");
const system = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";
const label = () => { theme.textContent = isDark() ? "Light" : "Dark"; };
theme.addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    label();
});
system.addEventListener("change", label);
theme.hidden = false;
label();

for (const button of document.querySelectorAll(".copy")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
        const code = button.parentElement.querySelector("code");
        try {
            await navigator.clipboard.writeText(code.textContent);
            button.textContent = "Copied";
        } catch {
            getSelection().selectAllChildren(code); // no clipboard here: Ctrl-C copies what is selected
            button.textContent = "Selected";
        }
        setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
}
