// Finds nodes and groups by name, operator or module.

const search = document.getElementById('search');
const results = document.getElementById('results');
const MOST_RESULTS = 50;
let matches = [];
let active = -1;

function textOf(item) {
    return isGroup(item) ? `${pathOf(groupNumber(item))} ${groups[groupNumber(item)].type}`
        : `${nodes[item].label} ${(nodes[item].module ?? []).join('.')} ${nodes[item].facts?.name ?? ''}`;
}

/** All that hold every word: names that begin with the text first, groups before nodes. */
function find(text) {
    const words = text.toLowerCase().split(/\s+/).filter(word => word !== '');
    if (words.length === 0) {
        return [];
    }
    const found = [];
    const consider = (item, name, rank) => {
        const all = textOf(item).toLowerCase();
        if (words.every(word => all.includes(word))) {
            found.push({item, rank: rank + (name.toLowerCase().startsWith(words[0]) ? 0 : 2)});
        }
    };
    groups.forEach((group, g) => group.kind === 'module' && consider(groupItem(g), group.name, 0));
    nodes.forEach((node, i) => consider(i, node.label, 1));
    return found.sort((one, other) => one.rank - other.rank || one.item - other.item).map(({item}) => item);
}

function showResults() {
    matches = find(search.value);
    active = -1;
    const shown = matches.slice(0, MOST_RESULTS).map((item, i) => {
        const where = isGroup(item) ? pathOf(groups[groupNumber(item)].parent) : pathOf(structure.groupOf[item]);
        const detail = isGroup(item) ? subtitleOf(item) : typed(nodes[item].shape, nodes[item].dtype);
        const result = html('li', {role: 'option', id: `result-${i}`},
            html('span', {class: `swatch ${isGroup(item) ? 'module' : nodes[item].kind}`}),
            html('b', {}, titleOf(item)), ` ${detail}`, html('small', {}, visible(where)));
        result.addEventListener('mousedown', event => event.preventDefault());
        result.addEventListener('click', () => pick(i));
        return result;
    });
    const count = matches.length === 0 ? 'nothing found'
        : matches.length > MOST_RESULTS ? `${matches.length.toLocaleString('en')} found, the first ${MOST_RESULTS} listed` : `${matches.length} found`;
    const open = search.value.trim() !== '';
    results.replaceChildren(html('li', {class: 'count', role: 'presentation'}, count), ...shown);
    results.hidden = !open;
    search.setAttribute('aria-expanded', String(open));
    search.removeAttribute('aria-activedescendant');
    markMatches();
}

function markMatches() {
    picture.classList.toggle('searching', matches.length > 0);
    const shown = new Set(matches.map(item => isGroup(item) ? item : shownItem(drawnFor(item))));
    boxOf.forEach((box, item) => box.element.classList.toggle('match', shown.has(item)));
}

function pick(index) {
    results.hidden = true;
    search.setAttribute('aria-expanded', 'false');
    goTo(matches[index]);
}

function listenToSearch() {
    search.addEventListener('input', showResults);
    search.addEventListener('focus', () => search.value.trim() && showResults());
    search.addEventListener('blur', () => {
        results.hidden = true;
        search.setAttribute('aria-expanded', 'false');
    });
    search.addEventListener('keydown', event => {
        const shown = Math.min(matches.length, MOST_RESULTS);
        if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            if (shown > 0) {
                active = (active + (event.key === 'ArrowDown' ? 1 : shown - (active < 0 ? 0 : 1))) % shown;
                [...results.querySelectorAll('[role=option]')].forEach((result, i) =>
                    result.setAttribute('aria-selected', String(i === active)));
                search.setAttribute('aria-activedescendant', `result-${active}`);
                document.getElementById(`result-${active}`).scrollIntoView({block: 'nearest'});
            }
        } else if (event.key === 'Enter' && shown > 0) {
            pick(Math.max(active, 0));
        } else if (event.key === 'Escape') {
            search.value = '';
            showResults();
            picture.focus();
        } else {
            return;
        }
        event.preventDefault();
    });
}
