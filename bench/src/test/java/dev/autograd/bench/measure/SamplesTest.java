package dev.autograd.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SamplesTest {
    @Test
    void medians() {
        assertThat(new Samples(List.of(5.0, 1.0, 3.0)).median()).isEqualTo(3);
        assertThat(new Samples(List.of(5.0, 1.0, 3.0, 4.0)).median()).isEqualTo(3.5);
        assertThat(new Samples(List.of(7.0)).median()).isEqualTo(7);
    }

    @Test
    void ratiosAreTakenTurnByTurn() {
        var ours = new Samples(List.of(1.0, 2.0, 4.0));
        var theirs = new Samples(List.of(10.0, 10.0, 10.0));
        assertThat(theirs.over(ours).values()).containsExactly(10.0, 5.0, 2.5);
        assertThatThrownBy(() -> theirs.over(new Samples(List.of(1.0)))).hasMessage("Samples: 3 turns and 1");
    }

    @Test
    void thereMustBeSome() {
        assertThatThrownBy(() -> new Samples(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
