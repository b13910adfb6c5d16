// What is known of the chosen item, beside the picture.

const panel = document.getElementById('panel');
const announcement = document.getElementById('announcement');

function html(name, attributes, ...children) {
    const made = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...children);
    return made;
}

function button(text, action, attributes = {}) {
    const made = html('button', {type: 'button', ...attributes}, text);
    made.addEventListener('click', action);
    return made;
}

/** Shows an item; of a repeat that is drawn once, `node` is the one that is meant. */
function showPanel(item) {
    panel.hidden = item === null;
    document.body.classList.toggle('with-panel', item !== null);
    if (item === null) {
        announcement.textContent = '';
        return;
    }
    const content = isGroup(item) ? groupPanel(groupNumber(item)) : nodePanel(item);
    panel.replaceChildren(button('\u00d7', () => choose(null), {class: 'close', 'aria-label': 'Close'}), ...content);
    panel.scrollTop = 0;
    announcement.textContent = describe(item);
}

function describe(item) {
    if (isGroup(item)) {
        return `${[titleOf(item), countOf(item)].filter(part => part).join(' ')}, ${subtitleOf(item)}, ${open.has(groupNumber(item)) ? 'open' : 'closed'}`;
    }
    const {kind, shape, dtype} = nodes[item];
    return `${titleOf(item)}, ${kind}, ${typed(shape, dtype)}, ${operandsOf[item].length} operands, ${usesOf[item].length} uses`;
}

function nodePanel(node) {
    const {kind, shape, dtype, output, family, module, attributes, facts, members} = nodes[node];
    const path = (module ?? []).join('.') || pathOf(structure.groupOf[node]);
    const rows = [
        ['shape', shape],
        ['type', dtype],
        ['bytes', facts?.bytes === undefined ? bytesOf(shape, dtype) : inBytes(facts.bytes)],
        ['module', path],
        ['family', family?.replaceAll('_', ' ')],
        ...Object.entries(attributes ?? {}),
        ...factRows(facts ?? {})
    ];
    return [
        html('h2', {}, html('span', {class: `swatch ${kind}`}), titleOf(node)),
        html('p', {class: 'kind'}, output ? `${kindName(kind)}, output of the graph` : kindName(kind)),
        ...turnStepper(node),
        factTable(rows),
        ...section('made of', (members ?? []).map(member => `${inOneLine(linesOf(member.label))} ${member.shape}`)),
        ...section('saves for backward', (facts?.saved ?? []).map(savedText)),
        ...neighbours('operands', operandsOf[node], sources),
        ...neighbours('used by', usesOf[node], targets)
    ];
}

function kindName(kind) {
    return {parameter: 'parameter', leaf: 'given tensor', operation: 'operation'}[kind];
}

function factTable(rows) {
    const list = html('dl', {});
    for (const [key, value] of rows) {
        if (value !== undefined && value !== '' && value !== null) {
            const shown = value instanceof Node ? value : visible(String(value), 2000);
            list.append(html('dt', {}, visible(key)), html('dd', {}, shown));
        }
    }
    return list;
}

/** The facts of a saved graph, as `docs/graph-format.md` describes them. */
function factRows(facts) {
    const rule = facts.gradientRule && html('span', {class: 'code'}, linesOf(facts.gradientRule, 4000).join('\n'));
    const rows = [
        ['tensor', facts.name],
        ['forward', facts.forwardNanos === undefined ? '' : inTime(facts.forwardNanos)],
        ['backward', facts.backwardNanos === undefined ? '' : inTime(facts.backwardNanos)],
        ['call site', facts.callSite && html('span', {class: 'code'}, visible(facts.callSite, 400))],
        ['gradient rule', rule],
        ['values', facts.values && summaryText(facts.values)],
        ['its gradient', facts.gradient && summaryText(facts.gradient)],
        ['saved', facts.freed],
        ['view of', facts.base === undefined ? '' : linkTo(idOf(facts.base))],
        ['gradient of', facts.of === undefined ? '' : linkTo(idOf(facts.of))]
    ];
    const known = ['name', 'bytes', 'saved', 'freed', 'forwardNanos', 'backwardNanos', 'callSite', 'gradientRule', 'values',
        'gradient', 'base', 'of'];
    return rows.concat(Object.entries(facts).filter(([key]) => !known.includes(key))
        .map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : value]));
}

function idOf(id) {
    return nodes.findIndex(node => node.id === id);
}

function summaryText({min, max, mean, norm, nans, infinities}) {
    const number = value => typeof value === 'number' ? Number(value.toPrecision(6)) : value;
    const bad = nans + infinities > 0 ? `, ${nans} NaN, ${infinities} infinite` : '';
    return `min ${number(min)}, mean ${number(mean)}, max ${number(max)}, norm ${number(norm)}${bad}`;
}

function savedText({place, name, shape, dtype, bytes}) {
    return `${place}${name ? ` \u201c${visible(name)}\u201d` : ''} ${shape} ${dtype}, ${inBytes(bytes)}`;
}

function inBytes(bytes) {
    const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
    const step = bytes < 10240 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
    return `${(bytes / 2 ** (10 * step)).toLocaleString('en', {maximumFractionDigits: 1})} ${units[step]}`;
}

function bytesOf(shape, dtype) {
    const sizes = shape.match(/\d+/g) ?? [];
    const each = {bool: 1, int32: 4, int64: 8, float32: 4, float64: 8}[dtype];
    return /^\([\d, ]*\)$/.test(shape) ? inBytes(sizes.reduce((product, size) => product * Number(size), each)) : '';
}

function inTime(nanos) {
    return nanos < 1e3 ? `${nanos} ns` : nanos < 1e6 ? `${(nanos / 1e3).toFixed(1)} \u00b5s` : `${(nanos / 1e6).toFixed(2)} ms`;
}

function section(title, texts) {
    return texts.length === 0 ? [] : [html('h3', {}, title),
        html('ul', {}, ...texts.slice(0, MOST_LISTED).map(text => html('li', {}, text)), ...more(texts.length))];
}

const MOST_LISTED = 60;

function more(count) {
    return count > MOST_LISTED ? [html('li', {}, `and ${(count - MOST_LISTED).toLocaleString('en')} more`)] : [];
}

function neighbours(title, edges, ends) {
    return edges.length === 0 ? [] : [html('h3', {}, `${title} (${edges.length})`),
        html('ul', {class: 'links'}, ...edges.slice(0, MOST_LISTED).map(e =>
            html('li', {}, linkTo(ends[e]), ` ${typed(graph.edges[e].shape, graph.edges[e].dtype)}`)), ...more(edges.length))];
}

function linkTo(node) {
    return node < 0 ? '' : button(titleOf(node), () => goTo(node), {class: `link ${nodes[node].kind}`});
}

/** For a node in a repeat that is drawn once: which of the turns is shown, and a way to the others. */
function turnStepper(node) {
    for (let g = structure.groupOf[node]; g >= 0; g = groups[g].parent) {
        const repeat = groups[g].repeat;
        const at = repeat?.folded && repeat.where.get(node);
        if (at) {
            const go = step => choose(repeat.turns[at.turn + step][at.place]);
            const back = button('\u2039', () => go(-1), {'aria-label': 'The turn before'});
            const on = button('\u203a', () => go(1), {'aria-label': 'The next turn'});
            back.disabled = at.turn === 0;
            on.disabled = at.turn + 1 === repeat.turns.length;
            return [html('p', {class: 'turns'}, back, ` turn ${at.turn + 1} of ${repeat.turns.length} `, on)];
        }
    }
    return [];
}

function groupPanel(group) {
    const item = groupItem(group);
    const {type, kind, repeat, operations} = groups[group];
    const actions = [button(open.has(group) ? 'Close' : 'Open', () => toggle(group), {class: 'action'})];
    if (repeat !== null) {
        const text = repeat.folded ? `Draw all ${repeat.turns.length} turns` : 'Draw one turn for all';
        actions.push(button(text, () => unfold(group), {class: 'action'}));
    }
    if (open.has(group)) {
        actions.push(button('Open all inside', () => openAllWithin(group), {class: 'action'}));
    }
    const counts = new Map();
    const leaves = new Map();
    for (const node of nodesWithin(group)) {
        const into = isLeaf(node) ? leaves : counts;
        const name = isLeaf(node) ? kindName(nodes[node].kind) : titleOf(node);
        into.set(name, (into.get(name) ?? 0) + 1);
    }
    const sorted = [...counts].sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0]));
    return [
        html('h2', {}, titleOf(item) || (kind === 'repeat' ? 'Repeated operations' : 'Operations'), ` ${countOf(item)}`),
        html('p', {class: 'kind'}, kind === 'module' ? 'module' : kind === 'repeat' ? 'equal parts, one after the other' : 'one turn'),
        html('p', {class: 'actions'}, ...actions),
        factTable([
            ['path', pathOf(group)],
            ['type', type],
            ['turns', repeat?.turns.length],
            ['operations', operations.toLocaleString('en')],
            ...[...leaves].map(([name, count]) => [`${name}s`, count.toLocaleString('en')])
        ]),
        ...section('operators', sorted.map(([name, count]) => `${count.toLocaleString('en')} \u00d7 ${name}`))
    ];
}

function nodesWithin(group) {
    const within = [];
    const waiting = [group];
    while (waiting.length > 0) {
        const g = waiting.pop();
        within.push(...groups[g].nodes);
        waiting.push(...groups[g].children);
    }
    return within;
}
