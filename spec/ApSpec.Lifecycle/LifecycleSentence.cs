using ApSpec.Vocabulary;

namespace ApSpec.Lifecycle;

/// <summary>A transition and what it means, in one sentence.</summary>
/// <param name="Edge">The transition.</param>
/// <param name="Text">The sentence, without a full stop.</param>
public sealed record LifecycleSentence(LifecycleEdge Edge, string Text);
