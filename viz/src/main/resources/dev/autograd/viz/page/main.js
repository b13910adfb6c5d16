// What the reader does, and what follows from it.

let chosen = null; // an item; of a repeat that is drawn once it may be one that stands for it

/** Up to here all groups of a graph are open at first. */
const MOST_OPEN_AT_FIRST = 120;
const MOST_OPEN_AT_ONCE = 4000;

/** Draws the graph anew; what `anchor` is stays where it is in the window. */
function redraw(anchor = null) {
    const start = performance.now();
    const before = anchor === null ? undefined : boxOf.get(anchor);
    pictureSize = drawScene();
    const after = anchor === null ? undefined : boxOf.get(anchor);
    if (before && after) {
        camera.x += (before.x + before.w / 2 - after.x - after.w / 2) * camera.scale;
        camera.y += (before.y - after.y) * camera.scale;
    }
    applyCamera();
    markMatches();
    markChosen();
    picture.dataset.milliseconds = Math.round(performance.now() - start);
}

function toggle(group) {
    if (group === 0) {
        return;
    }
    if (!open.delete(group)) {
        open.add(group);
    }
    redraw(groupItem(group));
    if (open.has(group)) {
        bringIn(groupItem(group));
    }
    showPanel(chosen);
}

function unfold(group) {
    groups[group].repeat.folded = !groups[group].repeat.folded;
    open.add(group);
    redraw(groupItem(group));
    showPanel(chosen);
}

/** Opens what is inside a group, level after level, as long as that leaves a picture that can be drawn. */
function openWithin(group) {
    let waiting = [group];
    let shown = nodesShown();
    while (waiting.length > 0 && shown < MOST_OPEN_AT_ONCE) {
        const inner = waiting.flatMap(g => heldBy(g)).filter(isGroup).map(groupNumber);
        inner.forEach(g => {
            open.add(g);
            shown += heldBy(g).length;
        });
        waiting = inner;
    }
}

function nodesShown() {
    return [...boxOf.keys()].length;
}

function openAllWithin(group) {
    openWithin(group);
    redraw(groupItem(group));
    showPanel(chosen);
}

function openAll() {
    openWithin(0);
    redraw();
    fit();
    showPanel(chosen);
}

function closeAll() {
    open.clear();
    open.add(0);
    redraw();
    fit();
    showPanel(chosen);
}

function choose(item) {
    chosen = item;
    markChosen();
    showPanel(item);
}

/** Opens what hides an item, chooses it and brings it into the middle. */
function goTo(item) {
    const drawn = isGroup(item) ? item : drawnFor(item);
    let changed = false;
    for (let g = isGroup(drawn) ? groups[groupNumber(drawn)].parent : structure.groupOf[drawn]; g > 0; g = groups[g].parent) {
        if (!isDrawnThrough(g) && !open.has(g)) {
            open.add(g);
            changed = true;
        }
        if (isGroup(drawn) && groups[g].repeat?.folded && groups[g].children.indexOf(groupNumber(drawn)) > 0) {
            groups[g].repeat.folded = false;
            changed = true;
        }
    }
    if (changed) {
        redraw();
    }
    choose(item);
    if (boxOf.has(shownFor(item))) {
        centre(shownFor(item));
    }
}

/** The box that shows an item. */
function shownFor(item) {
    if (!isGroup(item)) {
        return shownItem(drawnFor(item));
    }
    let shown = item;
    for (let g = groupNumber(item); g > 0; g = groups[g].parent) {
        if (isDrawnThrough(g) || groups[g].parent > 0 && !open.has(groups[g].parent)) {
            shown = groupItem(groups[g].parent);
        }
    }
    return shown;
}

function markChosen() {
    world.querySelectorAll('.chosen, .flow').forEach(marked => marked.classList.remove('chosen', 'flow'));
    picture.classList.remove('choosing');
    if (chosen === null) {
        return;
    }
    const shown = shownFor(chosen);
    boxOf.get(shown)?.element.classList.add('chosen');
    for (const line of lines) {
        const starts = isAt(line.from, shown) || line.tensors.some(tensor => tensor.start === shown);
        if (starts || isAt(line.to, shown) || line.ends.has(shown)) {
            line.element.classList.add('flow');
            picture.classList.add('choosing');
        }
    }
}

/** Whether an end of a line is an item, or a port of it. */
function isAt(end, item) {
    return end === item || typeof end !== 'number' && groupItem(end.group) === item;
}

function clicked(event) {
    const hit = event.target.closest?.('[data-item]');
    picture.focus();
    if (!hit) {
        choose(null);
        return;
    }
    const item = Number(hit.dataset.item);
    choose(item);
    if (isGroup(item) && (!open.has(groupNumber(item)) || event.target.closest('.fold'))) {
        toggle(groupNumber(item));
    }
}

/** The next box in a direction: along the flow up and down, otherwise the nearest beside. */
function neighbour(item, key) {
    const box = boxOf.get(item);
    const middle = ({x, w}) => x + w / 2;
    const candidates = key === 'ArrowDown' || key === 'ArrowUp'
        ? linked(item, key === 'ArrowDown')
        : [...boxOf.keys()].filter(other => other !== item && containerOf(other) === containerOf(item)
            && boxOf.get(other).y < box.y + box.h && boxOf.get(other).y + boxOf.get(other).h > box.y
            && (key === 'ArrowRight') === (middle(boxOf.get(other)) > middle(box)));
    const distance = other => Math.abs(middle(boxOf.get(other)) - middle(box)) + 0.1 * Math.abs(boxOf.get(other).y - box.y);
    return candidates.reduce((best, other) => best === null || distance(other) < distance(best) ? other : best, null);
}

/** Where the lines of an item lead to, or come from; those of an open group lead on into it. */
function linked(item, onwards) {
    const found = new Set();
    for (const line of lines) {
        const starts = isAt(line.from, item) || line.tensors.some(tensor => tensor.start === item);
        const ends = line.to === item || line.ends.has(item) || line.to.side === 'in' && isAt(line.to, item);
        if (onwards && starts) {
            line.ends.forEach(end => found.add(end));
        } else if (!onwards && ends) {
            line.tensors.forEach(tensor => found.add(tensor.start));
        }
    }
    return [...found].filter(other => other !== item && boxOf.has(other));
}

const KEYS = {
    '+': () => zoom(1.25),
    '=': () => zoom(1.25),
    '-': () => zoom(0.8),
    '0': () => fit(),
    'f': () => fit(),
    '/': () => search.focus(),
    'e': openAll,
    'c': closeAll,
    'Escape': () => choose(null),
    'Enter': () => chosen !== null && isGroup(chosen) && toggle(groupNumber(chosen)),
    ' ': () => chosen !== null && isGroup(chosen) && toggle(groupNumber(chosen)),
    'Backspace': () => {
        const around = chosen === null ? 0 : containerOf(shownFor(chosen));
        if (around > 0) {
            choose(groupItem(around));
            reveal(chosen);
        }
    }
};

function listenToKeys() {
    picture.addEventListener('keydown', event => {
        if (event.ctrlKey || event.metaKey || event.altKey) {
            return;
        }
        if (event.key.startsWith('Arrow')) {
            const step = {ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60]}[event.key];
            const from = chosen === null ? null : shownFor(chosen);
            const next = from === null || event.shiftKey || !boxOf.has(from) ? null : neighbour(from, event.key);
            if (event.shiftKey || from === null && boxOf.size === 0) {
                pan(...step);
            } else if (from === null) {
                choose(boxOf.keys().next().value);
                reveal(chosen);
            } else if (next !== null) {
                choose(next);
                reveal(next);
            }
        } else if (KEYS[event.key]) {
            KEYS[event.key]();
        } else {
            return;
        }
        event.preventDefault();
    });
    document.addEventListener('keydown', event => {
        if (event.key === '/' && event.target !== search) {
            search.focus();
            event.preventDefault();
        }
    });
}

function listenToButtons() {
    const actions = {'zoom-in': () => zoom(1.25), 'zoom-out': () => zoom(0.8), 'fit': () => fit(), 'open-all': openAll,
        'close-all': closeAll, 'theme': switchTheme, 'help': () => document.getElementById('keys').showModal()};
    Object.entries(actions).forEach(([id, action]) => document.getElementById(id).addEventListener('click', action));
}

function isDark() {
    return (document.documentElement.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
}

function switchTheme() {
    document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
    try {
        localStorage.setItem('autograd-theme', document.documentElement.dataset.theme);
    } catch {
        // Where nothing may be kept the page follows the system again next time.
    }
}

/** On paper all of the picture is shown, whatever the window shows. */
function listenToPrinting() {
    addEventListener('beforeprint', () => {
        picture.setAttribute('viewBox', `-8 -12 ${Math.ceil(pictureSize.width) + 16} ${Math.ceil(pictureSize.height) + 24}`);
        world.removeAttribute('transform');
        picture.classList.remove('distant');
    });
    addEventListener('afterprint', () => {
        picture.removeAttribute('viewBox');
        applyCamera();
    });
}

function begin() {
    try {
        const theme = localStorage.getItem('autograd-theme');
        if (theme === 'light' || theme === 'dark') {
            document.documentElement.dataset.theme = theme;
        }
    } catch {
        // As above.
    }
    prepareModel();
    const count = (number, noun) => `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
    document.getElementById('counts').textContent = `${count(nodeCount, 'node')}, ${count(sources.length, 'edge')}`;
    document.getElementById('heat').hidden = Object.keys(structure.fills).length === 0;
    if (nodeCount <= MOST_OPEN_AT_FIRST) {
        openWithin(0);
    }
    redraw();
    fit(false);
    listenToPointers();
    listenToKeys();
    listenToButtons();
    listenToSearch();
    listenToPrinting();
    document.documentElement.dataset.ready = Math.round(performance.now());
}

begin();
