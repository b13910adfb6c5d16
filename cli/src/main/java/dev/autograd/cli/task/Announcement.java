package dev.autograd.cli.task;

import dev.autograd.cli.base.Text;
import dev.autograd.cli.model.Answer.Classes;
import dev.autograd.cli.model.Answer.Quantity;
import dev.autograd.cli.model.ModelCard;
import dev.autograd.cli.train.Problem;
import dev.autograd.cli.train.Session;
import dev.autograd.cli.train.Settings;

/// What is said before a training begins.
final class Announcement {
    private Announcement() {}

    static String of(Session session) {
        Problem problem = session.problem();
        Settings settings = session.settings();
        ModelCard card = problem.card();
        String what = switch (card.answer()) {
            case Classes(String label, var names) -> Text.format("the %s, one of %d classes,", label, names.size());
            case Quantity(String label, var _) -> "the number " + label;
        };
        return Text.format(
                        "%s: learning %s from %,d examples, testing on %,d; network %s, %s %s, batches of %d, seed %d",
                        card.task(),
                        what,
                        problem.train().size(),
                        problem.test().size(),
                        card.architecture().text(),
                        settings.optimizer(),
                        settings.lr(),
                        settings.batchSize(),
                        settings.seed())
                + resumed(session);
    }

    private static String resumed(Session session) {
        if (session.examplesBefore() == 0) {
            return "";
        }
        String separator = System.lineSeparator();
        return session.epochsBefore() >= session.settings().epochs()
                ? separator + "all " + session.epochsBefore()
                        + " epochs are done already; more are trained with --epochs"
                : separator + "going on after epoch " + session.epochsBefore() + ", batch " + session.batchesBefore()
                        + " of the next";
    }
}
