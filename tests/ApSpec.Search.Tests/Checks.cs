using ApSpec.Check;
using ApSpec.Drivers;
using ApSpec.Explore;
using ApSpec.Rules;
using ApSpec.Vocabulary;

namespace ApSpec.Search.Tests;

/// <summary>Revisions, scopes and small checks for the tests of this room.</summary>
internal static class Checks
{
    public const string Core = "mdevs=2 kvms=2 adapters=05 domains=0006 features=masks";

    public static Trigger SetKvm { get; } = new(OperationKind.SetKvm, IsNull: false, FailPoint.None, IsRefused: false);

    public static Trigger SetKvmNull { get; } = SetKvm with { IsNull = true };

    public static Subject SubjectOf(string name) => new ModelSubject(RevisionOf(name));

    public static Revision RevisionOf(string name) => Catalog.Find(name) ?? throw new ArgumentException(name);

    public static Rule RuleOf(string id) => RuleBook.Find(id) ?? throw new ArgumentException(id);

    public static Scope ScopeOf(string text) => ScopeText.Parse(text, out var error) ?? throw new ArgumentException(error);

    public static Trace TraceOf(string scope, params string[] operations) => new(
        ScopeOf(scope),
        [.. operations.Select(line => OperationSyntax.Parse(line, out var error) ?? throw new ArgumentException(error))]);

    public static CampaignResult Campaign(string revision, string scope, CampaignOptions options) =>
        new Campaign(SubjectOf(revision), ScopeOf(scope), RuleBook.All).Run(options);

    public static CheckOutcome Check(string revision, string scope, int traces = 1_000, SearchLimits? limits = null) =>
        Checker.Run(
            new CheckRequest([], RuleBook.All, [ScopeOf(scope)], new CampaignOptions(Traces: traces), limits ?? new SearchLimits()),
            SubjectOf(revision));
}
