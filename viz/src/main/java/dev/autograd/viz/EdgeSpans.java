package dev.autograd.viz;

import dev.autograd.graph.GraphModel;

/// How many layers of a picture the edges of a graph pass. This, more than the number of nodes, is what a layered
/// layout costs in time and memory: a parameter that every step of a long recurrent network uses has as many edges as
/// steps, each as long as the network.
final class EdgeSpans {
    private EdgeSpans() {}

    /// The sum over all edges of the layers each one passes, when every node lies as low as its uses allow. Linear
    /// in the graph.
    static long sum(GraphModel model) {
        int nodes = model.nodes().size();
        int edges = model.edges().size();
        int[] from = model.sources();
        int[] to = model.targets();
        int[] unread = new int[nodes];
        int[] firstOperand = new int[nodes + 1];
        for (int e = 0; e < edges; e++) {
            unread[from[e]]++;
            firstOperand[to[e] + 1]++;
        }
        for (int i = 0; i < nodes; i++) {
            firstOperand[i + 1] += firstOperand[i];
        }
        int[] operands = new int[edges];
        int[] filled = firstOperand.clone();
        for (int e = 0; e < edges; e++) {
            operands[filled[to[e]]++] = from[e];
        }
        int[] height = heights(unread, firstOperand, operands);
        long sum = 0;
        for (int e = 0; e < edges; e++) {
            sum += height[from[e]] - height[to[e]];
        }
        return sum;
    }

    /// The longest way from each node down to a node without uses; a node is taken up once all its uses are.
    private static int[] heights(int[] unread, int[] firstOperand, int[] operands) {
        int nodes = unread.length;
        int[] height = new int[nodes];
        int[] ready = new int[nodes];
        int count = 0;
        for (int i = 0; i < nodes; i++) {
            if (unread[i] == 0) {
                ready[count++] = i;
            }
        }
        for (int next = 0; next < count; next++) {
            int node = ready[next];
            for (int o = firstOperand[node]; o < firstOperand[node + 1]; o++) {
                int operand = operands[o];
                height[operand] = Math.max(height[operand], height[node] + 1);
                if (--unread[operand] == 0) {
                    ready[count++] = operand;
                }
            }
        }
        return height;
    }
}
