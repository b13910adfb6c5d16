package dev.autograd.cli.train;

import dev.autograd.data.DataLoader;
import dev.autograd.data.Dataset;

/// The order in which an epoch takes its examples.
public enum Order {
    /// As they come, the same in every epoch.
    AS_GIVEN {
        @Override
        DataLoader loader(Dataset examples, int batchSize, long seed) {
            return new DataLoader(examples, batchSize);
        }
    },
    /// Another one in every epoch, which follows from the seed and the epoch's number.
    SHUFFLED {
        @Override
        DataLoader loader(Dataset examples, int batchSize, long seed) {
            return new DataLoader(examples, batchSize).shuffle(seed);
        }
    };

    abstract DataLoader loader(Dataset examples, int batchSize, long seed);
}
