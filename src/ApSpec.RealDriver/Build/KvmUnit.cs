using System.Collections.Immutable;
using System.Text;

namespace ApSpec.RealDriver.Build;

/// <summary>
/// The functions of a tree's KVM in one build. Those that compile are compiled together; the others are replaced by the shim's fakes.
/// </summary>
/// <param name="sources">What the tree has.</param>
/// <param name="folder">The build's directory.</param>
internal sealed class KvmUnit(KvmSources sources, WorkFolder folder)
{
    private string? lacking = sources.Lacking;

    /// <summary>Each function: the tree's own, or assumed.</summary>
    public ImmutableArray<KvmFunctionState> States { get; private set; } = [];

    /// <summary>True when there is something to compile.</summary>
    public bool IsNeeded => States.Any(state => state.IsOwn);

    /// <summary>Writes the tree's structures, and nothing else yet.</summary>
    public void WriteTypes() => Write(sources.Types, []);

    /// <summary>Called when the tree's structures do not compile: the shim's are used, and all functions are assumed.</summary>
    public bool DropTypes(string reason)
    {
        if (lacking is not null)
            return false;
        lacking = $"its structures do not compile: {reason}";
        Write([], []);
        return true;
    }

    /// <summary>Finds out which functions compile, and writes these.</summary>
    /// <param name="failure">What is wrong with the file as it is written: the first error, or null.</param>
    public async Task Choose(Func<Task<string?>> failure)
    {
        var found = sources.Wanted.Where(function => lacking is null && sources.Function(function.Name) is not null).ToImmutableArray();
        var reasons = new Dictionary<string, string>(StringComparer.Ordinal);
        Task<string?> Try(ImmutableArray<KvmFunction> functions)
        {
            Write(null, functions);
            return failure();
        }

        if (!found.IsEmpty && await Try(found) is not null)
        {
            // Each is compiled alone first. Functions that compile alone may still conflict with each other.
            foreach (var function in found)
            {
                if (await Try([function]) is { } error)
                    reasons[function.Name] = $"does not compile: {error}";
            }

            found = [.. found.Where(function => !reasons.ContainsKey(function.Name))];
            if (!found.IsEmpty && await Try(found) is { } together)
            {
                foreach (var function in found)
                    reasons[function.Name] = $"does not compile beside the others: {together}";
                found = [];
            }
        }

        Write(null, found);
        States =
        [
            .. sources.Wanted.Select(function => found.Contains(function)
                ? new KvmFunctionState(function.Name, sources.Function(function.Name)!.Place, null)
                : new KvmFunctionState(function.Name, null, lacking ?? reasons.GetValueOrDefault(function.Name, "the tree has none"))),
        ];
    }

    private void Write(ImmutableArray<CDefinition>? types, ImmutableArray<KvmFunction> functions)
    {
        if (types is { } known)
            folder.Write(KvmText.Types, Encoding.UTF8.GetBytes(KvmText.OfTypes(known)));
        folder.Write(KvmText.Own, Encoding.UTF8.GetBytes(KvmText.OfOwn(functions)));
        folder.Write(KvmText.Functions, Encoding.UTF8.GetBytes(KvmText.OfFunctions(sources, functions)));
    }
}
