// A layered layout from top to bottom, after Sugiyama: layers, order within each, places. Nothing here recurses.

const GAP_ACROSS = 18;
const GAP_DOWN = 26;
const SWEEPS = 8;
const MOST_BENDS = 40000;

/**
 * Places boxes and routes links.
 *
 * A box has a width and height `w`, `h`, the room `foot` below and `right` beside its middle that its label takes,
 * and for a port the `side` of its group. A link leads from box `a` to box `b`, at the offsets `aAt` and `bAt` from
 * the left where they are fixed. Boxes get `x` and `y`, links `points`, for each bend its x and its upper and lower
 * end. Where there would be too many bends the longest links get none and are `far`.
 */
function layOut(boxes, links) {
    const layers = layersOf(boxes, links);
    const rows = Array.from({length: layers}, () => []);
    withBends(boxes, links, rows);
    arrange(rows);
    spreadEnds(boxes, links);
    const width = place(rows);
    const height = placeDown(rows);
    links.forEach(link => link.points = link.far ? [] : link.chain.map(bend => [bend.x, bend.top, bend.bottom]));
    return {width, height};
}

function layersOf(boxes, links) {
    const outs = boxes.map(() => []);
    const ins = boxes.map(() => []);
    links.forEach(link => {
        outs[link.a].push(link.b);
        ins[link.b].push(link.a);
    });
    const layer = new Int32Array(boxes.length);
    const waitingFor = ins.map(list => list.length);
    const order = boxes.map((_, i) => i).filter(i => waitingFor[i] === 0);
    for (let next = 0; next < order.length; next++) {
        for (const user of outs[order[next]]) {
            layer[user] = Math.max(layer[user], layer[order[next]] + 1);
            if (--waitingFor[user] === 0) {
                order.push(user);
            }
        }
    }
    // What may lie lower without longer links does: what is given then lies right above what uses it.
    for (let i = order.length - 1; i >= 0; i--) {
        const box = order[i];
        if (outs[box].length > 0 && outs[box].length >= ins[box].length && boxes[box].side !== 'in') {
            layer[box] = Math.min(...outs[box].map(user => layer[user])) - 1;
        }
    }
    // Ports lie above and below everything else.
    const inner = layer.filter((_, i) => !boxes[i].side);
    const offset = boxes.some(box => box.side === 'in') && inner.includes(0) ? 1 : 0;
    const lowest = inner.reduce((most, one) => Math.max(most, one), 0) + offset;
    boxes.forEach((box, i) => {
        box.layer = box.side === 'in' ? 0 : box.side === 'out' ? lowest + 1 : layer[i] + offset;
    });
    return boxes.reduce((most, box) => Math.max(most, box.layer + 1), 0);
}

/** Puts boxes into rows, and where a link passes a row a bend. */
function withBends(boxes, links, rows) {
    boxes.forEach(box => {
        box.up = [];
        box.down = [];
        box.left = box.w / 2;
        box.right = Math.max(box.w / 2, box.right ?? 0);
        rows[box.layer].push(box);
    });
    const shortFirst = [...links].sort((one, other) => span(boxes, one) - span(boxes, other));
    let bends = 0;
    for (const link of shortFirst) {
        const from = boxes[link.a];
        const to = boxes[link.b];
        bends += span(boxes, link) - 1;
        link.chain = [];
        link.far = bends > MOST_BENDS;
        if (link.far) {
            continue;
        }
        let before = from;
        let weight = from.given ? 1 : 4;
        for (let layer = from.layer + 1; layer < to.layer; layer++) {
            const bend = {bend: true, w: 0, h: 0, foot: 0, left: 3, right: 3, layer, up: [], down: []};
            rows[layer].push(bend);
            link.chain.push(bend);
            join(before, bend, before.bend ? 12 : 3, link);
            before = bend;
            weight = 3;
        }
        join(before, to, weight, link);
    }
}

function span(boxes, link) {
    return boxes[link.b].layer - boxes[link.a].layer;
}

function join(upper, lower, weight, link) {
    const joint = {upper, lower, weight, link};
    upper.down.push(joint);
    lower.up.push(joint);
}

/** Orders each row by where its boxes' neighbours lie, to and fro, and keeps the order with the fewest crossings. */
function arrange(rows) {
    let best = Infinity;
    let kept = null;
    number(rows);
    for (let sweep = 0; sweep < SWEEPS && best > 0; sweep++) {
        const down = sweep % 2 === 0;
        for (let r = 1; r < rows.length; r++) {
            const row = rows[down ? r : rows.length - 1 - r];
            for (const box of row) {
                const joints = down ? box.up : box.down;
                box.wish = joints.length === 0 ? box.at
                    : joints.reduce((sum, joint) => sum + share(down ? joint.upper : joint.lower, joint, down), 0)
                        / joints.length;
            }
            row.sort((one, other) => one.wish - other.wish || one.at - other.at);
            row.forEach((box, i) => box.at = i);
        }
        const crossings = countCrossings(rows);
        if (crossings < best) {
            best = crossings;
            kept = rows.map(row => row.slice());
        }
    }
    kept?.forEach((row, r) => rows[r] = row);
    number(rows);
}

/** Where a joint meets a box, counted in boxes: ports of a wide box lie apart. */
function share(box, joint, below) {
    const fixed = below ? joint.link.aAt : joint.link.bAt;
    return box.at + (fixed === undefined || box.bend ? 0 : fixed / box.w - 0.5);
}

function number(rows) {
    rows.forEach(row => row.forEach((box, i) => box.at = i));
}

/** Pairs of joints that cross, counted with a tree of sums (Barth, Juenger and Mutzel 2002). */
function countCrossings(rows) {
    let count = 0;
    for (let r = 0; r + 1 < rows.length; r++) {
        const ends = rows[r].flatMap(box => box.down.map(joint => joint.lower.at).sort((a, b) => a - b));
        const sums = new Int32Array(rows[r + 1].length + 1);
        ends.forEach((end, done) => {
            let before = 0;
            for (let i = end + 1; i > 0; i -= i & -i) {
                before += sums[i];
            }
            count += done - before;
            for (let i = end + 1; i < sums.length; i += i & -i) {
                sums[i]++;
            }
        });
    }
    return count;
}

/** Gives links that may end anywhere along a box places of their own, in the order of where they come from. */
function spreadEnds(boxes, links) {
    for (const box of boxes) {
        for (const [joints, at, other] of [[box.up, 'bAt', 'upper'], [box.down, 'aAt', 'lower']]) {
            const free = joints.filter(joint => joint.link[at] === undefined);
            free.sort((one, two) => one[other].at - two[other].at);
            const shares = [...new Set(free.map(joint => at === 'aAt' ? joint.link.share : joint.link))];
            const step = at === 'aAt' && box.step ? box.step : Math.min(16, (box.w * 0.7) / Math.max(1, shares.length - 1));
            free.forEach(({link}) => {
                const place = shares.indexOf(at === 'aAt' ? link.share : link);
                link[at] = box.w / 2 + (place - (shares.length - 1) / 2) * step;
            });
        }
    }
    links.filter(link => link.far).forEach(link => {
        link.aAt ??= boxes[link.a].w / 2;
        link.bAt ??= boxes[link.b].w / 2;
    });
}

/** Where a joint meets a box, from its middle. */
function offset(box, joint, upper) {
    return box.bend ? 0 : (upper ? joint.link.aAt : joint.link.bAt) - box.w / 2;
}

/** Moves boxes below and above their neighbours, row by row, each row as near to its wishes as its order allows. */
function place(rows) {
    rows.forEach(row => {
        let x = 0;
        row.forEach(box => {
            box.middle = x + box.left;
            x += box.left + box.right + GAP_ACROSS;
        });
        row.forEach(box => box.middle -= x / 2);
    });
    const boxes = rows.reduce((sum, row) => sum + row.length, 0);
    for (let sweep = 0; sweep < Math.min(60, 10 + 12000 / boxes); sweep++) {
        const down = sweep % 2 === 0;
        for (let r = 0; r < rows.length; r++) {
            settle(rows[down ? r : rows.length - 1 - r], sweep < 2 ? down : null);
        }
    }
    for (let pass = 0; pass < 3; pass++) {
        chainsOf(rows).forEach(chain => straighten(chain, rows));
    }
    let left = Infinity;
    let right = -Infinity;
    rows.forEach(row => row.forEach(box => {
        left = Math.min(left, box.middle - box.left);
        right = Math.max(right, box.middle + box.right);
    }));
    rows.forEach(row => row.forEach(box => box.x = box.middle - left - box.w / 2));
    return rows.length === 0 ? 0 : right - left;
}

/** The least squares of the wishes, with the order kept: neighbours that would overlap are pooled. */
function settle(row, onlyUp) {
    const pools = [];
    let room = 0;
    row.forEach((box, i) => {
        if (i > 0) {
            room += row[i - 1].right + gap(row[i - 1], box) + box.left;
        }
        box.room = room;
        let sum = 0;
        let weight = 0;
        const add = (joint, other, upper) => {
            sum += joint.weight * (other.middle + offset(other, joint, upper) - offset(box, joint, !upper));
            weight += joint.weight;
        };
        if (onlyUp !== false) {
            box.up.forEach(joint => add(joint, joint.upper, true));
        }
        if (onlyUp !== true) {
            box.down.forEach(joint => add(joint, joint.lower, false));
        }
        let pool = weight > 0 ? {sum: sum - weight * room, weight, count: 1}
            : {sum: 0.01 * (box.middle - room), weight: 0.01, count: 1};
        while (pools.length > 0 && pools.at(-1).sum / pools.at(-1).weight >= pool.sum / pool.weight) {
            const before = pools.pop();
            pool = {sum: before.sum + pool.sum, weight: before.weight + pool.weight, count: before.count + pool.count};
        }
        pools.push(pool);
    });
    let i = 0;
    for (const pool of pools) {
        for (let end = i + pool.count; i < end; i++) {
            row[i].middle = pool.sum / pool.weight + row[i].room;
        }
    }
}

/**
 * Lines that should be straight: bends of a link, and boxes of which each is the main operand of the next. Of each
 * part the offset of the line from its middle is kept.
 */
function chainsOf(rows) {
    const steep = joint => Math.abs(joint.upper.middle + offset(joint.upper, joint, true)
        - joint.lower.middle - offset(joint.lower, joint, false)) / joint.weight;
    const main = joints => joints.filter(joint => joint.weight > 1)
        .reduce((best, joint) => best === null || steep(joint) < steep(best) ? joint : best, null);
    const chains = [];
    rows.forEach(row => row.forEach(box => {
        box.mainUp = main(box.up);
        box.mainDown = main(box.down);
    }));
    const follows = joint => joint !== null && joint.upper.mainDown === joint && joint.lower.mainUp === joint;
    rows.forEach(row => row.forEach(box => {
        if (!follows(box.mainUp) && follows(box.mainDown)) {
            const chain = [{box, shift: 0}];
            for (let joint = box.mainDown; follows(joint); joint = joint.lower.mainDown) {
                const last = chain.at(-1);
                const shift = last.shift + offset(last.box, joint, true) - offset(joint.lower, joint, false);
                chain.push({box: joint.lower, shift});
            }
            chains.push(chain);
        }
    }));
    return chains.sort((one, other) => other.length - one.length);
}

/** Moves the parts of a chain onto as few straight pieces as their neighbours leave room for. */
function straighten(chain, rows) {
    let first = 0;
    let low = -Infinity;
    let high = Infinity;
    const finish = end => {
        const piece = chain.slice(first, end);
        const wish = piece.reduce((sum, {box, shift}) => sum + box.middle - shift, 0) / piece.length;
        const line = Math.min(high, Math.max(low, wish));
        piece.forEach(({box, shift}) => box.middle = line + shift);
    };
    chain.forEach(({box, shift}, i) => {
        const [least, most] = roomFor(box, rows[box.layer]);
        if (Math.max(low, least - shift) > Math.min(high, most - shift)) {
            finish(i);
            first = i;
            [low, high] = [least - shift, most - shift];
        } else {
            [low, high] = [Math.max(low, least - shift), Math.min(high, most - shift)];
        }
    });
    finish(chain.length);
}

/** Between which places the neighbours of a box in its row leave room for it. */
function roomFor(box, row) {
    const before = row[box.at - 1];
    const after = row[box.at + 1];
    return [before ? before.middle + before.right + gap(before, box) + box.left : -Infinity,
        after ? after.middle - after.left - gap(box, after) - box.right : Infinity];
}

function gap(one, other) {
    return one.bend && other.bend ? 8 : GAP_ACROSS;
}

function placeDown(rows) {
    let y = 0;
    for (const row of rows) {
        const height = Math.max(0, ...row.map(box => box.h));
        const foot = Math.max(0, ...row.map(box => box.foot));
        for (const box of row) {
            const spare = height - box.h;
            const share = spare < 40 ? 0.5 : box.up.length === 0 ? 1 : 0;
            box.y = y + spare * share;
            box.top = y;
            box.bottom = y + height + foot;
        }
        const lean = Math.max(0, ...row.flatMap(box => box.down.map(joint =>
            Math.abs(joint.lower.middle + offset(joint.lower, joint, false) - box.middle - offset(box, joint, true)))));
        y += height + foot + GAP_DOWN + Math.min(34, lean / 10);
    }
    return Math.max(0, ...(rows.at(-1) ?? []).map(box => box.bottom));
}
