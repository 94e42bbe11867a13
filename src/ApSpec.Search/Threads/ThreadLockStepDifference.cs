using ApSpec.Vocabulary;

namespace ApSpec.Search.Threads;

/// <summary>Calls at once that end in the real code as they never end in its model.</summary>
/// <param name="Trace">The calls, with the schedule of the real code.</param>
/// <param name="Real">How they end there: what each call returns, and the ledger.</param>
/// <param name="Modelled">One of the ways in which they end in the model.</param>
public sealed record ThreadLockStepDifference(Trace Trace, string Real, string Modelled)
{
    /// <summary>What is different between the two, each part once: <c>05.0006.reset=2 | 05.0006.reset=0</c>.</summary>
    public (string Real, string Modelled) Parts
    {
        get
        {
            var (real, modelled) = (Real.Split("; "), Modelled.Split("; "));
            return (string.Join("; ", real.Except(modelled)), string.Join("; ", modelled.Except(real)));
        }
    }
}
