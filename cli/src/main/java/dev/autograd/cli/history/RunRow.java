package dev.autograd.cli.history;

/// A process that took part in a training.
///
/// @param epochsBefore how many epochs were complete when it began
/// @param begun when, as a date and a time with its zone
/// @param command its command line
public record RunRow(int epochsBefore, String begun, String command) {}
