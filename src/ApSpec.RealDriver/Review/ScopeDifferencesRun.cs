using ApSpec.Search;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Review;

/// <summary>What a comparison runs in one scope.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Options">Which seeds.</param>
/// <param name="TraceOf">The trace of a seed.</param>
public sealed record ScopeDifferencesRun(Scope Scope, CampaignOptions Options, Func<ulong, Trace> TraceOf);
