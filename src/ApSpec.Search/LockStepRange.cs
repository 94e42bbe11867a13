using System.Collections.Immutable;
using ApSpec.Check;
using ApSpec.Vocabulary;

namespace ApSpec.Search;

/// <summary>The lock step over the random traces of a range of seeds in one scope. Ranges next to each other show what one range over all their seeds shows.</summary>
/// <param name="model">The first subject.</param>
/// <param name="real">The second.</param>
/// <param name="scope">The bounds.</param>
/// <param name="lengthMax">Operations of a trace.</param>
/// <param name="pulse">Told of each seed; may be null.</param>
public sealed class LockStepRange(Subject model, Subject real, Scope scope, int lengthMax, ICampaignPulse? pulse = null)
{
    /// <summary>Different traces that are told in a scope; its other seeds are not run.</summary>
    public const int DifferencesMax = 10;

    /// <summary>Runs the seeds from <paramref name="first"/> on, up to the last difference that can be told.</summary>
    public ImmutableArray<LockStepStretch> Run(ulong first, int count)
    {
        var stretches = ImmutableArray.CreateBuilder<LockStepStretch>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var run = new LockStep(model, real, scope);
        var agreed = 0L;
        for (var at = first; at - first < (ulong)count && known.Count < DifferencesMax; at++)
        {
            pulse?.Beat(at, 0);
            if (run.Run(SeededTrace.Draw(scope, model.Era, at, lengthMax)) is not { } difference)
            {
                agreed++;
                continue;
            }

            var small = LockStep.Shrunk(model, real, difference);
            known.Add(small.Trace.ToString());
            stretches.Add(StretchOf(run, agreed, new LockStepFound(at, small.Trace, small.Texts)));
            (run, agreed) = (new LockStep(model, real, scope), 0); // a compiled driver has one system at a time, and shortening made another
        }

        stretches.Add(StretchOf(run, agreed, null));
        return stretches.ToImmutable();
    }

    private static LockStepStretch StretchOf(LockStep run, long agreed, LockStepFound? found) => new(
        agreed, run.Steps, CutReasons.Sum([run.CutBy]), [.. Enum.GetValues<OperationKind>().Where(kind => run.StepsOf[(int)kind] > 0)], [.. run.LeftOut], found);
}
