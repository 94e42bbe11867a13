using ApSpec.Check;
using ApSpec.RealDriver.Worker;
using ApSpec.Search;

namespace ApSpec.RealDriver.Review;

/// <summary>
/// Results of checks, kept beside the library: the driver before a change has mostly been checked already. Only complete checks are kept.
/// </summary>
public sealed class OutcomeCache
{
    private readonly KeptFile file;
    private readonly Subject subject;
    private readonly CheckRequest request;

    /// <summary>The place of one check of a driver.</summary>
    public OutcomeCache(BuiltDriver built, Subject subject, CheckRequest request)
    {
        this.subject = subject;
        this.request = request;
        file = new KeptFile(built.LibraryPath, "check", KeyOf(request));
    }

    /// <summary>The check; null when it was not done, or its file is damaged.</summary>
    public CheckOutcome? Find() => file.Find<OutcomeData, CheckOutcome>(data => data.Read(request, subject));

    /// <summary>Keeps a check, unless it was incomplete, or the directory is not writable.</summary>
    public void Keep(CheckOutcome outcome)
    {
        if (outcome.Campaigns.All(campaign => campaign.IsComplete) && request.Options.Time?.IsOver != true)
            file.Keep(OutcomeData.From(outcome));
    }

    private static IEnumerable<string> KeyOf(CheckRequest request)
    {
        var options = request.Options;
        return
        [
            $"{options.Seed} {options.Traces} {options.LengthMax} {request.Limits.StatesMax}",
            .. request.Rules.Select(rule => rule.Id),
            .. request.Scopes.Select(scope => scope.ToString()),
            .. request.Known.Select(known => $"{known.Counterexample.Rule.Id} {known.Counterexample.Trace}"),
        ];
    }
}
