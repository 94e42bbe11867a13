using ApSpec.Vocabulary;

namespace ApSpec.Rules;

/// <summary>
/// An AP bus scan between whose steps other calls run. Its drivers have heard of the new configuration and not yet of its end, and some
/// queue devices have not come or gone yet, so that rules on what a scan leaves behind wait for its end.
/// </summary>
internal static class BusScan
{
    /// <summary>True while the scan waits between two of its steps.</summary>
    public static bool IsUnderWay(in Observation ledger) => ledger[ledger.Layout.World.Scan] != 0;

    /// <summary>True when the step is the last of a scan.</summary>
    public static bool Ends(in Step step) => IsUnderWay(step.Before) && !IsUnderWay(step.After) && step.Result.IsSuccess;

    /// <summary>True when an mdev waited for the end of the scan with an adapter or usage domain that it still has.</summary>
    public static bool WaitedForQueues(in Step step, MdevId m)
    {
        var f = step.After.Layout.Mdevs[m.Value];
        return step.Before[f.AddApm].Intersects(step.After[f.Apm]) || step.Before[f.AddAqm].Intersects(step.After[f.Aqm]);
    }

    /// <summary>True when some mdev had what waits for the end of the scan.</summary>
    public static bool SomethingWaitedFor(in Step step)
    {
        for (var mdevs = ShadowMasks.Live(step); mdevs != 0; mdevs &= mdevs - 1)
        {
            var f = step.Before.Layout.Mdevs[Reach.Mdev(mdevs).Value];
            if (!step.Before[f.AddApm].IsEmpty || !step.Before[f.AddAqm].IsEmpty || !step.Before[f.AddAdm].IsEmpty)
                return true;
        }

        return false;
    }
}
