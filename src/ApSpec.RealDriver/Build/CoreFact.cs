using System.Text.Json.Serialization;

namespace ApSpec.RealDriver.Build;

/// <summary>An answer to a question about the VFIO and KVM core.</summary>
/// <param name="Question">The question.</param>
/// <param name="Holds">The answer.</param>
/// <param name="ProbedIn">File of the tree that shows it; null when the tree has no such file and the answer is assumed.</param>
public sealed record CoreFact(CoreQuestion Question, bool Holds, string? ProbedIn)
{
    /// <summary>The answer in words.</summary>
    [JsonIgnore]
    public string Sentence => (Question, Holds) switch
    {
        (CoreQuestion.HoldsGuest, true) => "VFIO holds a reference on the guest while a descriptor is open",
        (CoreQuestion.HoldsGuest, false) => "VFIO holds no reference on the guest",
        (CoreQuestion.ReleasesGroups, true) => "kvm-vfio gives its groups back when its descriptor is closed",
        (CoreQuestion.ReleasesGroups, false) => "kvm-vfio gives its groups back when the VM dies",
        (CoreQuestion.LocksGroup, true) => "VFIO holds its group lock around open and close",
        (CoreQuestion.LocksGroup, false) => "VFIO holds no group lock around open and close",
        (CoreQuestion.AsksForAny, true) => "before it reserves an adapter, the AP bus asks for its queues of all domains",
        (CoreQuestion.AsksForAny, false) => "before it reserves an adapter, the AP bus asks for its queues of the host's domains",
        (CoreQuestion.HasOverride, true) => "a queue's driver_override comes before apmask and aqmask",
        (CoreQuestion.HasOverride, false) => "queues have no driver_override",
        _ => throw new InvalidOperationException($"unknown question {Question}"),
    };

    /// <summary>The answer with its source.</summary>
    public string ToText() => ProbedIn is { } file ? $"{Sentence} (probed: {file})" : $"{Sentence} (assumed)";
}
