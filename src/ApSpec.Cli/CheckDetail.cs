namespace ApSpec.Cli;

/// <summary>How much of its findings a check prints.</summary>
/// <param name="IsJson">Each finding as a JSON object.</param>
/// <param name="IsFull">Every finding with its table, and the matrix; else a summary.</param>
/// <param name="Cause">The one cause that is printed with its tables, from 1; null for all.</param>
/// <param name="HasAsan">Crashes of compiled drivers are run again under the sanitizers.</param>
/// <param name="HasScope">The user named a scope.</param>
internal sealed record CheckDetail(bool IsJson, bool IsFull, int? Cause, bool HasAsan, bool HasScope = false);
