package dev.autograd.conformance.report;

import java.util.List;

/// How one case ended.
///
/// @param id the case
/// @param family what it is counted under
/// @param state how it ended
/// @param reasons why it did not pass, one sentence each
public record CaseResult(String id, String family, State state, List<String> reasons) {}
