using ApSpec.RealDriver.Worker;

namespace ApSpec.RealDriver.Tests.Worker;

/// <summary>Answers of several workers are read in the sequence of the orders, however long each takes.</summary>
public sealed class InSequenceTests
{
    [Fact]
    public void Answers_are_read_in_the_sequence_of_the_orders()
    {
        var read = new List<string>();
        var sequence = new InSequence<string, string>(["a", "b", "c"], _ => true, (order, answer) =>
        {
            read.Add(order + answer);
            return true;
        });

        // The first order is answered when another worker has answered the others.
        sequence.Work(first =>
        {
            sequence.Work(other => $"{other} before {first}");
            return "";
        });

        Assert.Equal(["a", "bb before a", "cc before a"], read);
    }

    [Fact]
    public void An_order_that_is_not_wanted_when_its_turn_comes_is_left_out()
    {
        var read = new List<string>();
        var sequence = new InSequence<string, string>(["a", "b", "c"], order => order != "b" || read.Count == 0, (order, _) =>
        {
            read.Add(order);
            return true;
        });

        sequence.Work(order => order);

        Assert.Equal(["a", "c"], read);
    }

    [Fact]
    public void Nothing_is_read_after_the_reader_has_enough_or_a_worker_failed()
    {
        var read = new List<string>();
        var enough = new InSequence<string, string>(["a", "b", "c"], _ => true, (order, _) =>
        {
            read.Add(order);
            return order != "b";
        });
        enough.Work(order => order);
        Assert.Equal(["a", "b"], read);

        var failing = new InSequence<string, string>(["a", "b"], _ => true, (_, _) => true);
        Assert.Throws<InvalidOperationException>(() => failing.Work(_ => throw new InvalidOperationException()));
        failing.Work(order => throw new Xunit.Sdk.XunitException($"{order} was handed out"));
    }
}
