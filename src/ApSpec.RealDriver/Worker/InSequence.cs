namespace ApSpec.RealDriver.Worker;

/// <summary>
/// Hands orders to several workers, and their answers to one reader in the sequence of the orders: what is read does not depend on the number of
/// workers. An order that is not wanted any more when its turn comes is left out.
/// </summary>
/// <param name="orders">The orders.</param>
/// <param name="isWanted">False when what was read so far makes an order pointless.</param>
/// <param name="read">Reads an answer; false when no more are wanted.</param>
internal sealed class InSequence<TOrder, TAnswer>(IEnumerable<TOrder> orders, Func<TOrder, bool> isWanted, Func<TOrder, TAnswer, bool> read)
    where TOrder : class
{
    private readonly Lock gate = new();
    private readonly IEnumerator<TOrder> waiting = orders.GetEnumerator();
    private readonly Dictionary<int, (TOrder Order, TAnswer Answer)> early = [];
    private int given;
    private int next;
    private bool isOver;

    /// <summary>Does orders until there are none; called by each worker's thread.</summary>
    public void Work(Func<TOrder, TAnswer> answer)
    {
        try
        {
            while (Take() is { } taken)
                Give(taken.Number, taken.Order, answer(taken.Order));
        }
        catch
        {
            lock (gate)
                isOver = true; // the other workers need not go on
            throw;
        }
    }

    private (int Number, TOrder Order)? Take()
    {
        lock (gate)
        {
            while (!isOver && waiting.MoveNext())
            {
                if (isWanted(waiting.Current))
                    return (given++, waiting.Current);
            }

            return null;
        }
    }

    private void Give(int number, TOrder order, TAnswer answer)
    {
        lock (gate)
        {
            early.Add(number, (order, answer));
            while (!isOver && early.Remove(next, out var turn))
            {
                next++;
                isOver = !read(turn.Order, turn.Answer);
            }
        }
    }
}
