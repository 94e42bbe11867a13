using System.Collections.Immutable;
using ApSpec.Architecture;
using ApSpec.Vocabulary;

namespace ApSpec.Check;

/// <summary>Candidates with the same operations in a smaller scope, without objects that no operation names.</summary>
internal static class ShrinkScope
{
    /// <summary>The same operations in a scope with only the adapters and domains they name, if the scope has others.</summary>
    public static IEnumerable<Trace> ToNamed(Trace trace)
    {
        var scope = trace.Scope;
        var adapters = Named(trace, scope.Adapters, AdaptersOf);
        var domains = Named(trace, scope.Domains, DomainsOf);
        if (adapters.Length < scope.Adapters.Length || domains.Length < scope.Domains.Length)
            yield return trace with { Scope = scope with { Adapters = adapters, Domains = domains } };
    }

    public static IEnumerable<Trace> Candidates(Trace trace)
    {
        var scope = trace.Scope;
        foreach (var feature in Enum.GetValues<Features>())
        {
            if (feature is Features.None or Features.All || !scope.Has(feature))
                continue;
            yield return trace with { Scope = scope with { Features = scope.Features & ~feature } };
        }

        if (scope.Profile != Profile.Core)
            yield return trace with { Scope = scope with { Profile = Profile.Core } };
        if (scope.Mdevs > 1)
            yield return trace with { Scope = scope with { Mdevs = scope.Mdevs - 1 } };
        if (scope.Kvms > 1)
            yield return trace with { Scope = scope with { Kvms = scope.Kvms - 1 } };
        for (var i = 0; scope.Adapters.Length > 1 && i < scope.Adapters.Length; i++)
            yield return trace with { Scope = scope with { Adapters = scope.Adapters.RemoveAt(i) } };
        for (var i = 0; scope.Domains.Length > 1 && i < scope.Domains.Length; i++)
            yield return trace with { Scope = scope with { Domains = scope.Domains.RemoveAt(i) } };
        for (var i = 0; scope.Iscs.Length > 1 && i < scope.Iscs.Length; i++)
            yield return trace with { Scope = scope with { Iscs = scope.Iscs.RemoveAt(i) } };
        for (var i = 0; scope.Pages.Length > 1 && i < scope.Pages.Length; i++)
            yield return trace with { Scope = scope with { Pages = scope.Pages.RemoveAt(i) } };
        var normal = new Scope();
        if (!scope.Has(Features.Irq) && !(scope.Iscs.SequenceEqual(normal.Iscs) && scope.Pages.SequenceEqual(normal.Pages)))
            yield return trace with { Scope = scope with { Iscs = normal.Iscs, Pages = normal.Pages } };
        if (scope.Cap != normal.Cap)
            yield return trace with { Scope = scope with { Cap = normal.Cap } };
        if (scope.Depth != normal.Depth)
            yield return trace with { Scope = scope with { Depth = normal.Depth } };
        if (scope.Format != normal.Format)
            yield return trace with { Scope = scope with { Format = normal.Format } };
        if (scope.Tearing)
            yield return trace with { Scope = scope with { Tearing = false } };
        if (!scope.Crycbd)
            yield return trace with { Scope = scope with { Crycbd = true } };
        if (!scope.Gisa)
            yield return trace with { Scope = scope with { Gisa = true } };
        if (!scope.Aiv)
            yield return trace with { Scope = scope with { Aiv = true } };
        if (scope.Instances != 0)
            yield return trace with { Scope = scope with { Instances = 0 } };
    }

    private static ImmutableArray<T> Named<T>(Trace trace, ImmutableArray<T> all, Func<Operation, IEnumerable<T>> ids)
    {
        var named = trace.Operations.SelectMany(ids).ToHashSet();
        return all.Any(named.Contains) ? [.. all.Where(named.Contains)] : [all[0]];
    }

    private static IEnumerable<Apid> AdaptersOf(Operation op) =>
        op.Adapters.Ids.Select(id => new Apid(id)).Concat(OperationSyntax.FormOf(op.Kind).Operands.Any(HasApid) ? [op.Apid] : []);

    private static IEnumerable<Apqi> DomainsOf(Operation op) =>
        op.Domains.Ids.Concat(op.Controls.Ids).Select(id => new Apqi(id))
            .Concat(OperationSyntax.FormOf(op.Kind).Operands.Any(HasApqi) ? [op.Apqi] : []);

    private static bool HasApid(Operand operand) =>
        operand is Operand.Apid or Operand.Apqn or Operand.PlusApid or Operand.MinusApid;

    private static bool HasApqi(Operand operand) =>
        operand is Operand.Apqi or Operand.Apqn or Operand.PlusApqi or Operand.MinusApqi;
}
