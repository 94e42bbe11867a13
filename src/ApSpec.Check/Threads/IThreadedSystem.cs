using System.Collections.Immutable;
using ApSpec.Vocabulary;

namespace ApSpec.Check.Threads;

/// <summary>A system on which several threads can make calls at once.</summary>
public interface IThreadedSystem : ISystem
{
    /// <summary>Threads that make <paramref name="calls"/> at once from the state as it is; none has begun.</summary>
    ICallThreads Threads(IEnumerable<ImmutableArray<Operation>> calls);
}
