// The graph as the page knows it. An item is a node or a group: nodes are numbered from 0, groups follow them.

const graph = JSON.parse(document.getElementById('graph').textContent);
const structure = JSON.parse(document.getElementById('structure').textContent);

const nodes = graph.nodes;
const nodeCount = nodes.length;
const MOST_NAMES = 8; // lines of a label
const groups = structure.groups.map(([parent, kind, name, type, call]) =>
    ({parent, kind, name, type, call, nodes: [], children: [], repeat: null, operations: 0, shown: 0}));
const sources = new Int32Array(graph.edges.length);
const targets = new Int32Array(graph.edges.length);
const operandsOf = nodes.map(() => []); // edges
const usesOf = nodes.map(() => []);

const isGroup = item => item >= nodeCount;
const groupItem = group => nodeCount + group;
const groupNumber = item => item - nodeCount;
const isLeaf = node => nodes[node].kind !== 'operation';

/** Fills in what the file leaves out. */
function prepareModel() {
    const position = new Map(nodes.map((node, i) => [node.id, i]));
    graph.edges.forEach((edge, e) => {
        sources[e] = position.get(edge.from);
        targets[e] = position.get(edge.to);
        edge.shape ??= nodes[sources[e]].shape;
        edge.dtype ??= nodes[sources[e]].dtype;
        usesOf[sources[e]].push(e);
        operandsOf[targets[e]].push(e);
    });
    operandsOf.forEach(edges => edges.sort((one, other) => graph.edges[one].input - graph.edges[other].input));
    structure.groupOf.forEach((group, node) => groups[group].nodes.push(node));
    for (let g = groups.length - 1; g >= 0; g--) { // inner groups come after those around them
        const group = groups[g];
        group.operations += group.nodes.filter(node => !isLeaf(node)).length;
        if (group.parent >= 0) {
            groups[group.parent].operations += group.operations;
            groups[group.parent].children.unshift(g);
        }
    }
    for (const {group, turns} of structure.repeats) {
        const where = new Map(); // of a node: its turn, and its place in it
        turns.forEach((turn, t) => turn.forEach((node, place) => where.set(node, {turn: t, place})));
        const outputs = new Set(turns.flat().filter(node => nodes[node].output).map(node => where.get(node).place));
        groups[group].repeat = {turns, where, outputs, folded: true};
    }
}

/** Whether a node is an output, or stands for one. */
function isOutput(node) {
    for (let g = structure.groupOf[node]; g >= 0; g = groups[g].parent) {
        const repeat = groups[g].repeat;
        if (repeat?.folded && repeat.where.has(node) && repeat.outputs.has(repeat.where.get(node).place)) {
            return true;
        }
    }
    return nodes[node].output === true;
}

/** Whether the turns of the repeat around a group are drawn once, so that the group itself has no box. */
function isDrawnThrough(group) {
    const parent = groups[group].parent;
    return parent >= 0 && groups[parent].repeat !== null && groups[parent].repeat.folded;
}

/** The innermost group with a box around a group. */
function groupAround(group) {
    let around = groups[group].parent;
    while (around > 0 && isDrawnThrough(around)) {
        around = groups[around].parent;
    }
    return around;
}

/** The node that is drawn for a node: in a repeat that is drawn once that of the first turn. */
function drawnFor(node) {
    for (;;) {
        let outermost = null;
        for (let g = structure.groupOf[node]; g >= 0; g = groups[g].parent) {
            const repeat = groups[g].repeat;
            if (repeat !== null && repeat.folded && repeat.where.has(node) && repeat.where.get(node).turn > 0) {
                outermost = repeat;
            }
        }
        if (outermost === null) {
            return node;
        }
        node = outermost.turns[0][outermost.where.get(node).place];
    }
}

/** Whether an edge leads from one turn of a repeat that is drawn once to another. */
function leadsToAnotherTurn(source, target) {
    for (let g = structure.groupOf[target]; g >= 0; g = groups[g].parent) {
        const repeat = groups[g].repeat;
        if (repeat !== null && repeat.folded) {
            const from = repeat.where.get(source);
            const to = repeat.where.get(target);
            if (from && to && from.turn !== to.turn) {
                return true;
            }
        }
    }
    return false;
}

function typed(shape, dtype) {
    return dtype === 'float32' ? shape : shape + ' ' + dtype;
}

/** Control and reordering characters as their numbers, so that no name can hide or rearrange the text around it. */
function visible(text, longest = 80) {
    const shown = text.replace(/[\p{Cc}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/gu,
        c => '\\u' + c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0'));
    const letters = Array.from(shown);
    return letters.length > longest ? letters.slice(0, longest).join('') + '\u2026' : shown;
}

/** The lines of a text, each of visible characters. */
function linesOf(text, longest = 80) {
    return text.split(/\r\n|\r|\n/).map(line => visible(line, longest));
}

/** What a node is called: for a merged module its name, its type and how many operations it stands for. */
function namesOf(node) {
    const {label, kind} = nodes[node];
    const names = linesOf(label).filter(line => line !== '').slice(0, MOST_NAMES);
    return names.length > 0 ? names : [kind === 'parameter' ? 'Param' : 'Non-Param'];
}

function inOneLine(names) {
    return names.join(' \u00b7 ');
}

/** The names that lead to a group, such as `encoder.layers.0`. */
function pathOf(group) {
    const names = [];
    for (let g = group; g > 0; g = groups[g].parent) {
        if (groups[g].kind === 'module') {
            names.unshift(groups[g].name);
        }
    }
    return names.join('.');
}

function titleOf(item) {
    if (!isGroup(item)) {
        return inOneLine(namesOf(item));
    }
    const group = groups[groupNumber(item)];
    const name = group.name || (group.kind === 'turn' ? 'turn' : '');
    return visible(name) + (group.call > 1 ? ` (call ${group.call})` : '');
}
