using System.Collections.Immutable;

namespace ApSpec.RealDriver.Patches;

/// <summary>Which of the patches that were read are applied, and in which order.</summary>
public static class PatchSeries
{
    /// <summary>
    /// For the patches of one file: replies are skipped if other mails have patches, older versions if there is a newer one; the rest is sorted
    /// by number. Null with an error text when two have the same number.
    /// </summary>
    public static ImmutableArray<Patch>? Select(ImmutableArray<Patch> patches, out string error)
    {
        error = "";
        var own = patches.Any(patch => !patch.IsReply) ? patches.RemoveAll(patch => patch.IsReply) : patches;
        var version = own.Max(patch => patch.Version);
        own = own.RemoveAll(patch => patch.Version != version);
        if (own.Any(patch => patch.Number is null))
            return own;
        if (own.GroupBy(patch => patch.Number).FirstOrDefault(group => group.Count() > 1)?.ToArray() is not { } twins)
            return Ordered(own);
        error = $"{twins[1].Place}: is patch {twins[1].Number}/{twins[1].Count} as {twins[0].Place} is; one series is needed";
        return null;
    }

    /// <summary>For the patches of several files: sorted by number if all are of one series with unique numbers, else in the given order.</summary>
    public static ImmutableArray<Patch> Ordered(ImmutableArray<Patch> patches) =>
        patches.All(patch => patch.Number is not null) && patches.DistinctBy(patch => patch.Number).Count() == patches.Length
            && patches.DistinctBy(patch => (patch.Count, patch.Version)).Count() == 1
            ? [.. patches.OrderBy(patch => patch.Number)]
            : patches;
}
